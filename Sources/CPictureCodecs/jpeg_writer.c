// Writes JPEG to memory through libjpeg, with the varieties that tests of the reader need.

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

#include "CPictureCodecs.h"

typedef struct jpeg_writer {
  struct jpeg_compress_struct encoder;
  struct jpeg_error_mgr errors;
  jmp_buf escape;
  unsigned char *bytes;
  unsigned long count;
  codec_problem failure;
} jpeg_writer;

static void fail(j_common_ptr info) {
  jpeg_writer *writer = info->client_data;
  writer->failure.status = CODEC_DAMAGED;
  info->err->format_message(info, writer->failure.message);
  longjmp(writer->escape, 1);
}

static void be_silent(j_common_ptr info, int level) {
  (void)info;
  (void)level;
}

static void choose_input(struct jpeg_compress_struct *encoder, codec_jpeg_space space) {
  switch (space) {
    case CODEC_JPEG_GREY:
      encoder->input_components = 1;
      encoder->in_color_space = JCS_GRAYSCALE;
      break;
    case CODEC_JPEG_YCC:
    case CODEC_JPEG_RGB:
      encoder->input_components = 3;
      encoder->in_color_space = JCS_RGB;
      break;
    case CODEC_JPEG_CMYK:
    case CODEC_JPEG_YCCK:
      encoder->input_components = 4;
      encoder->in_color_space = JCS_CMYK;
      break;
  }
}

static J_COLOR_SPACE stored_space(codec_jpeg_space space) {
  switch (space) {
    case CODEC_JPEG_GREY: return JCS_GRAYSCALE;
    case CODEC_JPEG_YCC: return JCS_YCbCr;
    case CODEC_JPEG_RGB: return JCS_RGB;
    case CODEC_JPEG_CMYK: return JCS_CMYK;
    case CODEC_JPEG_YCCK: return JCS_YCCK;
  }
  return JCS_UNKNOWN;
}

static void set_up(jpeg_writer *writer, const codec_jpeg_options *options) {
  struct jpeg_compress_struct *encoder = &writer->encoder;
  choose_input(encoder, options->space);
  jpeg_set_defaults(encoder);
  jpeg_set_colorspace(encoder, stored_space(options->space));
  jpeg_set_quality(encoder, options->quality, TRUE);
  for (int component = 0; component < encoder->num_components; component++) {
    // Of YCCK, the black keeps the sampling of the luma.
    bool full = component == 0 || component == 3;
    encoder->comp_info[component].h_samp_factor = full ? options->luma_horizontal : 1;
    encoder->comp_info[component].v_samp_factor = full ? options->luma_vertical : 1;
  }
  if (options->progressive) jpeg_simple_progression(encoder);
  encoder->arith_code = options->arithmetic ? TRUE : FALSE;
  encoder->optimize_coding = options->arithmetic ? FALSE : TRUE;
  encoder->restart_in_rows = options->restart_rows;
  if (options->omits_adobe_marker) encoder->write_Adobe_marker = FALSE;
}

static bool compress(jpeg_writer *writer, const uint8_t *pixels, const codec_jpeg_options *options) {
  struct jpeg_compress_struct *encoder = &writer->encoder;
  if (setjmp(writer->escape) != 0) return false;
  jpeg_mem_dest(encoder, &writer->bytes, &writer->count);
  set_up(writer, options);
  jpeg_start_compress(encoder, TRUE);
  size_t stride = (size_t)encoder->image_width * (size_t)encoder->input_components;
  while (encoder->next_scanline < encoder->image_height) {
    // libjpeg reads through this pointer only, though its type does not say so.
    JSAMPROW row = (JSAMPROW)(uintptr_t)(pixels + encoder->next_scanline * stride);
    (void)jpeg_write_scanlines(encoder, &row, 1);
  }
  jpeg_finish_compress(encoder);
  return true;
}

static bool create(jpeg_writer *writer) {
  writer->encoder.err = jpeg_std_error(&writer->errors);
  writer->errors.error_exit = fail;
  writer->errors.emit_message = be_silent;
  writer->encoder.client_data = writer;
  if (setjmp(writer->escape) != 0) return false;
  jpeg_create_compress(&writer->encoder);
  return true;
}

codec_buffer codec_jpeg_write(const uint8_t *pixels, uint32_t width, uint32_t height,
                              const codec_jpeg_options *options) {
  codec_buffer result = {0};
  jpeg_writer *writer = calloc(1, sizeof *writer);
  if (writer == NULL) {
    result.problem.status = CODEC_NO_MEMORY;
    return result;
  }
  bool done = create(writer);
  if (done) {
    writer->encoder.image_width = width;
    writer->encoder.image_height = height;
    done = compress(writer, pixels, options);
    jpeg_destroy_compress(&writer->encoder);
  }
  result.problem = writer->failure;
  if (done) {
    result.bytes = writer->bytes;
    result.count = writer->count;
  } else {
    free(writer->bytes);
  }
  free(writer);
  return result;
}
