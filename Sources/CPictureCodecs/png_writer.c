// Writes PNG to memory through libpng, with the varieties that tests of the reader need.

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <png.h>

#include "CPictureCodecs.h"

typedef struct png_writer {
  png_structp encoder;
  png_infop info;
  uint8_t *bytes;
  size_t count;
  size_t capacity;
  codec_problem failure;
} png_writer;

static void fail(png_structp encoder, png_const_charp message) {
  png_writer *writer = png_get_error_ptr(encoder);
  writer->failure.status = CODEC_DAMAGED;
  snprintf(writer->failure.message, sizeof writer->failure.message, "%s", message);
  png_longjmp(encoder, 1);
}

static void be_silent(png_structp encoder, png_const_charp message) {
  (void)encoder;
  (void)message;
}

static void give(png_structp encoder, png_bytep from, size_t count) {
  png_writer *writer = png_get_io_ptr(encoder);
  if (writer->count + count > writer->capacity) {
    size_t capacity = 2 * (writer->count + count) + 4096;
    uint8_t *bytes = realloc(writer->bytes, capacity);
    if (bytes == NULL) png_error(encoder, "out of memory");
    writer->bytes = bytes;
    writer->capacity = capacity;
  }
  memcpy(writer->bytes + writer->count, from, count);
  writer->count += count;
}

static void nothing_to_flush(png_structp encoder) { (void)encoder; }

static void set_palette(png_writer *writer, const codec_png_options *options) {
  png_color colours[PNG_MAX_PALETTE_LENGTH];
  if (options->palette == NULL || options->palette_count > PNG_MAX_PALETTE_LENGTH) return;
  for (int entry = 0; entry < options->palette_count; entry++) {
    const uint8_t *rgb = options->palette + 3 * entry;
    colours[entry] = (png_color){.red = rgb[0], .green = rgb[1], .blue = rgb[2]};
  }
  png_set_PLTE(writer->encoder, writer->info, colours, options->palette_count);
}

static void set_transparency(png_writer *writer, const codec_png_options *options) {
  if (options->alpha != NULL) {
    png_set_tRNS(writer->encoder, writer->info, options->alpha, options->alpha_count, NULL);
  } else if (options->transparent >= 0) {
    uint16_t value = (uint16_t)options->transparent;
    png_color_16 colour = {.red = value, .green = value, .blue = value, .gray = value};
    png_set_tRNS(writer->encoder, writer->info, NULL, 0, &colour);
  }
}

static bool compress(png_writer *writer, const uint8_t *pixels, uint32_t width, uint32_t height,
                     const codec_png_options *options) {
  if (setjmp(png_jmpbuf(writer->encoder)) != 0) return false;
  png_set_write_fn(writer->encoder, writer, give, nothing_to_flush);
  png_set_user_limits(writer->encoder, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
  png_set_IHDR(writer->encoder, writer->info, width, height, options->bit_depth, options->colour_type,
               options->interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
               PNG_FILTER_TYPE_DEFAULT);
  set_palette(writer, options);
  set_transparency(writer, options);
  png_write_info(writer->encoder, writer->info);
  size_t stride = png_get_rowbytes(writer->encoder, writer->info);
  int passes = png_set_interlace_handling(writer->encoder);
  for (int pass = 0; pass < passes; pass++) {
    for (uint32_t row = 0; row < height; row++) png_write_row(writer->encoder, pixels + row * stride);
  }
  png_write_end(writer->encoder, NULL);
  return true;
}

codec_buffer codec_png_write(const uint8_t *pixels, uint32_t width, uint32_t height,
                             const codec_png_options *options) {
  codec_buffer result = {0};
  png_writer writer = {0};
  writer.encoder = png_create_write_struct(PNG_LIBPNG_VER_STRING, &writer, fail, be_silent);
  writer.info = writer.encoder != NULL ? png_create_info_struct(writer.encoder) : NULL;
  bool done = writer.info != NULL && compress(&writer, pixels, width, height, options);
  png_destroy_write_struct(&writer.encoder, &writer.info);
  result.problem = writer.failure;
  if (done) {
    result.bytes = writer.bytes;
    result.count = writer.count;
  } else {
    if (result.problem.status == CODEC_SOUND) result.problem.status = CODEC_NO_MEMORY;
    free(writer.bytes);
  }
  return result;
}
