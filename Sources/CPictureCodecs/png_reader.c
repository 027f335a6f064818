// Reads PNG through libpng's row interface.
//
// Every variety is brought to 8-bit grey or RGB with or without alpha: palettes and small samples are
// expanded, 16-bit samples scaled to the nearest 8-bit value, a transparent colour becomes alpha.
//
// All chunks about colour (gAMA, cHRM, iCCP, sRGB) are ignored, so samples are taken as sRGB. Browsers do so
// with pictures that carry no such chunk, which are nearly all; most of the rest say sRGB in other words. Text
// and everything else that is no pixel is skipped too, so that no chunk can be a decompression bomb.
//
// How long it may take is bounded by the declared pixels: libpng stops asking for data after the last row,
// except that it searches the end of the compressed stream, which `allowance` limits.

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <png.h>

#include "CPictureCodecs.h"

enum {
  // Compressed bytes that libpng may read on the last row beyond what that row can need.
  spare_bytes = 65536,
  // No chunk that is not skipped needs more memory: palettes have 768 bytes.
  most_chunk_memory = 1 << 20,
  tolerant_piece = 64,
};

struct codec_png_reader {
  png_structp decoder;
  png_infop info;
  const uint8_t *bytes;
  size_t count;
  size_t position;
  size_t allowance;      // bytes that may still be read
  bool tolerant;
  bool header_is_read;
  bool past_end;
  bool is_interlaced;
  codec_picture picture;
  size_t row_bytes;
  uint32_t next_row;
  uint8_t *whole;        // an interlaced picture, once decoded
  uint32_t whole_rows;   // how many of its rows have something in them
  codec_problem failure;
  codec_problem loss;
};

// ---- libpng's errors ----
static void note(const codec_png_reader *reader, codec_problem *problem, const char *message) {
  problem->status = CODEC_DAMAGED;
  problem->at_end = reader->past_end;
  problem->in_header = !reader->header_is_read;
  problem->row = reader->next_row;
  problem->rows = reader->picture.height;
  problem->byte = reader->position;
  snprintf(problem->message, sizeof problem->message, "%s", message);
}

static void fail(png_structp decoder, png_const_charp message) {
  codec_png_reader *reader = png_get_error_ptr(decoder);
  note(reader, &reader->failure, message);
  if (strstr(message, "memory") != NULL) reader->failure.status = CODEC_NO_MEMORY;
  png_longjmp(decoder, 1);
}

// Of libpng's warnings, those of a wrong checksum matter if the chunk decides about pixels. A strict reader
// gets them for transparency only, which libpng then leaves out: that is damage. The rest is about chunks that
// are skipped anyway.
static bool loses_pixels(const char *message) {
  static const char *const deciding_chunks[] = {"IHDR", "PLTE", "tRNS", "IDAT"};
  if (strstr(message, "CRC") == NULL) return false;
  for (size_t index = 0; index < sizeof deciding_chunks / sizeof *deciding_chunks; index++) {
    if (strncmp(message, deciding_chunks[index], 4) == 0) return true;
  }
  return false;
}

static void hear(png_structp decoder, png_const_charp message) {
  codec_png_reader *reader = png_get_error_ptr(decoder);
  if (!loses_pixels(message)) return;
  if (!reader->tolerant) png_error(decoder, message);
  if (reader->loss.status == CODEC_SOUND) note(reader, &reader->loss, message);
}

// ---- The file as libpng's source ----
static void take(png_structp decoder, png_bytep to, size_t count) {
  codec_png_reader *reader = png_get_io_ptr(decoder);
  if (count > reader->count - reader->position) {
    reader->position = reader->count;
    reader->past_end = true;
    png_error(decoder, "premature end of PNG file");
  }
  if (count > reader->allowance) png_error(decoder, "more compressed data than the picture has room for");
  if (reader->allowance != SIZE_MAX) reader->allowance -= count;
  memcpy(to, reader->bytes + reader->position, count);
  reader->position += count;
}

// ---- Opening ----
static void set_limits(codec_png_reader *reader) {
  png_structp decoder = reader->decoder;
  // Width and height are for the caller to limit; libpng's own limit of a million a side would hide them.
  png_set_user_limits(decoder, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
  png_set_chunk_malloc_max(decoder, most_chunk_memory);
  png_set_keep_unknown_chunks(decoder, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
  if (!reader->tolerant) return;
  png_set_crc_action(decoder, PNG_CRC_WARN_USE, PNG_CRC_WARN_DISCARD);
  // Compressed data is asked for in small pieces, since the piece in which the file ends is lost whole.
  png_set_compression_buffer_size(decoder, tolerant_piece);
}

static void set_transformations(codec_png_reader *reader) {
  png_structp decoder = reader->decoder;
  png_set_expand(decoder);
  png_set_scale_16(decoder);
  reader->is_interlaced = png_get_interlace_type(decoder, reader->info) != PNG_INTERLACE_NONE;
}

static codec_layout expected_layout(const codec_png_reader *reader) {
  int type = png_get_color_type(reader->decoder, reader->info);
  bool has_alpha = (type & PNG_COLOR_MASK_ALPHA) != 0 ||
                   png_get_valid(reader->decoder, reader->info, PNG_INFO_tRNS) != 0;
  if ((type & PNG_COLOR_MASK_COLOR) != 0) return has_alpha ? CODEC_RGBA : CODEC_RGB;
  return has_alpha ? CODEC_GREY_ALPHA : CODEC_GREY;
}

static bool read_header(codec_png_reader *reader) {
  if (setjmp(png_jmpbuf(reader->decoder)) != 0) return false;
  set_limits(reader);
  png_set_read_fn(reader->decoder, reader, take);
  png_read_info(reader->decoder, reader->info);
  reader->picture.width = png_get_image_width(reader->decoder, reader->info);
  reader->picture.height = png_get_image_height(reader->decoder, reader->info);
  reader->picture.layout = expected_layout(reader);
  reader->header_is_read = true;
  return true;
}

codec_png_reader *codec_png_open(const uint8_t *bytes, size_t count, bool tolerant) {
  codec_png_reader *reader = calloc(1, sizeof *reader);
  if (reader == NULL) return NULL;
  reader->bytes = bytes;
  reader->count = count;
  reader->allowance = SIZE_MAX;
  reader->tolerant = tolerant;
  reader->decoder = png_create_read_struct(PNG_LIBPNG_VER_STRING, reader, fail, hear);
  reader->info = reader->decoder != NULL ? png_create_info_struct(reader->decoder) : NULL;
  if (reader->info == NULL) {
    codec_png_close(reader);
    return NULL;
  }
  (void)read_header(reader);
  return reader;
}

// ---- Decoding ----
static void read_row(codec_png_reader *reader, uint8_t *row, uint8_t *display, bool is_last) {
  // Twice for 16-bit samples, eight times for data cut into chunks of a few bytes.
  if (is_last) reader->allowance = 16 * reader->row_bytes + spare_bytes;
  png_read_row(reader->decoder, row, display);
}

// Whether this is the row that the compressed data ends with: small pictures have no pixels in late passes.
static bool ends_data(const codec_png_reader *reader, int pass, uint32_t row) {
  uint32_t width = reader->picture.width, height = reader->picture.height;
  int last = 6;
  while (last > 0 && (PNG_PASS_ROWS(height, last) == 0 || PNG_PASS_COLS(width, last) == 0)) last--;
  return pass == last && row == PNG_ROW_FROM_PASS_ROW(PNG_PASS_ROWS(height, last) - 1, last);
}

// Each pass paints its pixels as the blocks that later passes refine, so that a file that is cut short still
// shows the whole picture, coarsely.
static bool read_passes(codec_png_reader *reader, int passes) {
  uint32_t height = reader->picture.height;
  if (setjmp(png_jmpbuf(reader->decoder)) != 0) return false;
  for (int pass = 0; pass < passes; pass++) {
    for (reader->next_row = 0; reader->next_row < height; reader->next_row++) {
      uint8_t *row = reader->whole + reader->next_row * reader->row_bytes;
      read_row(reader, NULL, row, ends_data(reader, pass, reader->next_row));
      if (pass == 0) reader->whole_rows = reader->next_row + 1;
    }
  }
  return true;
}

static bool begin(codec_png_reader *reader, int *passes) {
  if (setjmp(png_jmpbuf(reader->decoder)) != 0) return false;
  set_transformations(reader);
  *passes = png_set_interlace_handling(reader->decoder);
  png_read_update_info(reader->decoder, reader->info);
  reader->row_bytes = png_get_rowbytes(reader->decoder, reader->info);
  return true;
}

// A whole picture of zeros costs no memory until it is written to: a file that declares much and holds little
// fails before that.
static bool read_interlaced(codec_png_reader *reader, int passes) {
  reader->whole = calloc(reader->picture.height, reader->row_bytes);
  if (reader->whole == NULL) {
    note(reader, &reader->failure, "not enough memory for an interlaced picture of this size");
    reader->failure.status = CODEC_NO_MEMORY;
    return false;
  }
  bool complete = read_passes(reader, passes);
  reader->next_row = 0;
  return complete || reader->tolerant;
}

bool codec_png_start(codec_png_reader *reader) {
  int passes = 1;
  if (reader->failure.status != CODEC_SOUND) return false;
  if (!begin(reader, &passes)) return false;
  return reader->is_interlaced ? read_interlaced(reader, passes) : true;
}

static size_t copy_rows(codec_png_reader *reader, uint8_t *rows, size_t stride, size_t count) {
  size_t done = 0;
  for (; done < count && reader->next_row < reader->whole_rows; done++, reader->next_row++) {
    memcpy(rows + done * stride, reader->whole + reader->next_row * reader->row_bytes, reader->row_bytes);
  }
  return done;
}

size_t codec_png_read(codec_png_reader *reader, uint8_t *rows, size_t stride, size_t count) {
  volatile size_t done = 0;
  if (reader->whole != NULL) return copy_rows(reader, rows, stride, count);
  if (reader->failure.status != CODEC_SOUND) return 0;
  if (setjmp(png_jmpbuf(reader->decoder)) != 0) return done;
  for (; done < count && reader->next_row < reader->picture.height; done++, reader->next_row++) {
    read_row(reader, rows + done * stride, NULL, reader->next_row == reader->picture.height - 1);
  }
  return done;
}

// ---- Looking and closing ----
codec_picture codec_png_picture(const codec_png_reader *reader) { return reader->picture; }

const codec_problem *codec_png_problem(const codec_png_reader *reader) { return &reader->failure; }

const codec_problem *codec_png_loss(const codec_png_reader *reader) { return &reader->loss; }

void codec_png_close(codec_png_reader *reader) {
  if (reader == NULL) return;
  png_destroy_read_struct(&reader->decoder, &reader->info, NULL);
  free(reader->whole);
  free(reader);
}
