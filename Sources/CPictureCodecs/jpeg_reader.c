// Reads JPEG through libjpeg's classic interface.
//
// What counts as damage. libjpeg goes on after almost everything and calls it a warning. A warning after
// which pixels are missing or wrong (the data ends within a scan, an impossible code, a restart marker that
// does not come) is damage: a strict reader stops there. A warning after which every pixel is still as it was
// encoded (stray bytes between segments, a missing end marker, an odd Adobe marker, odd progression
// parameters) is ignored: many files in real collections have them.
//
// How long it may take. Decoding costs a pass over the picture for each scan, and an empty scan costs ten
// bytes of file; so the number of scans is limited (watch_scans).

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

#include "CPictureCodecs.h"

enum {
  // Real files have about 10 scans; a script that sends each bit of each coefficient alone has some 200.
  most_scans = 500,
  // So many are never too many, however large the picture.
  always_allowed_scans = 32,
};
// Scans times pixels: 330 scans of 24 megapixels, 40 scans of 200. Passing so many pixels takes a second if
// the scans are empty and Huffman-coded, ten if they are arithmetic-coded.
static const uint64_t most_pixel_passes = 8000000000u;

struct codec_jpeg_reader {
  struct jpeg_decompress_struct decoder;
  struct jpeg_error_mgr errors;
  struct jpeg_source_mgr source;
  struct jpeg_progress_mgr progress;
  jmp_buf escape;
  const uint8_t *bytes;
  size_t count;
  bool tolerant;
  bool past_end;        // the source has begun to invent end markers
  bool header_is_read;
  bool has_many_scans;
  bool created;
  size_t sound_byte;    // the end of the last step of a multi-scan file that went well
  codec_problem failure;
  codec_problem loss;
};

// ---- Where the decoder stands ----
static size_t position(const codec_jpeg_reader *reader) {
  if (reader->past_end || reader->source.next_input_byte == NULL) return reader->count;
  return (size_t)(reader->source.next_input_byte - reader->bytes);
}

static uint32_t row_reached(const codec_jpeg_reader *reader) {
  const struct jpeg_decompress_struct *decoder = &reader->decoder;
  uint64_t row = (uint64_t)decoder->input_iMCU_row * (uint64_t)decoder->max_v_samp_factor * DCTSIZE;
  return row < decoder->image_height ? (uint32_t)row : decoder->image_height;
}

static void note(codec_jpeg_reader *reader, codec_problem *problem, codec_status status) {
  problem->status = status;
  problem->at_end = reader->past_end;
  problem->in_header = !reader->header_is_read;
  problem->row = reader->header_is_read ? row_reached(reader) : 0;
  problem->rows = reader->decoder.image_height;
  problem->scan = reader->has_many_scans ? (uint32_t)reader->decoder.input_scan_number : 0;
  problem->byte = position(reader);
}

// ---- libjpeg's errors ----
static codec_status status_of(int message_code) {
  switch (message_code) {
    case JERR_OUT_OF_MEMORY: return CODEC_NO_MEMORY;
    case JERR_BAD_PRECISION:
    case JERR_SOF_UNSUPPORTED:
    case JERR_ARITH_NOTIMPL:
    case JERR_NOT_COMPILED:
    case JERR_CONVERSION_NOTIMPL:
    case JERR_FRACT_SAMPLE_NOTIMPL:
    case JERR_CCIR601_NOTIMPL: return CODEC_UNSUPPORTED;
    default: return CODEC_DAMAGED;
  }
}

static void fail(j_common_ptr info) {
  codec_jpeg_reader *reader = info->client_data;
  note(reader, &reader->failure, status_of(info->err->msg_code));
  info->err->format_message(info, reader->failure.message);
  longjmp(reader->escape, 1);
}

static void fail_with(codec_jpeg_reader *reader, codec_status status, const char *message) {
  note(reader, &reader->failure, status);
  snprintf(reader->failure.message, sizeof reader->failure.message, "%s", message);
  longjmp(reader->escape, 1);
}

static bool loses_pixels(const codec_jpeg_reader *reader) {
  const struct jpeg_error_mgr *errors = &reader->errors;
  switch (errors->msg_code) {
    case JWRN_HIT_MARKER:
    case JWRN_HUFF_BAD_CODE:
    case JWRN_ARITH_BAD_CODE:
    case JWRN_MUST_RESYNC: return true;
    // The bytes left over before a restart marker are pixels that were skipped; elsewhere they are padding.
    case JWRN_EXTRANEOUS_DATA:
      return reader->header_is_read && errors->msg_parm.i[1] >= 0xD0 && errors->msg_parm.i[1] <= 0xD7;
    // If pixels of a single Huffman scan are missing too, JWRN_HIT_MARKER follows; the others don't say so.
    case JWRN_JPEG_EOF:
      return !reader->header_is_read || reader->has_many_scans || reader->decoder.arith_code;
    default: return false;
  }
}

static void hear(j_common_ptr info, int level) {
  codec_jpeg_reader *reader = info->client_data;
  if (level >= 0) return;
  info->err->num_warnings++;
  if (!loses_pixels(reader)) return;
  if (!reader->tolerant) fail(info);
  if (reader->loss.status != CODEC_SOUND) return;
  note(reader, &reader->loss, CODEC_DAMAGED);
  info->err->format_message(info, reader->loss.message);
}

// ---- The file as libjpeg's source: past its end there are end markers without end ----
static void nothing_to_do(j_decompress_ptr decoder) { (void)decoder; }

static boolean invent_end(j_decompress_ptr decoder) {
  static const JOCTET end_marker[2] = {0xFF, JPEG_EOI};
  codec_jpeg_reader *reader = decoder->client_data;
  reader->past_end = true;
  WARNMS(decoder, JWRN_JPEG_EOF);
  reader->source.next_input_byte = end_marker;
  reader->source.bytes_in_buffer = sizeof end_marker;
  return TRUE;
}

static void skip(j_decompress_ptr decoder, long count) {
  struct jpeg_source_mgr *source = decoder->src;
  if (count <= 0) return;
  if ((size_t)count > source->bytes_in_buffer) {
    (void)invent_end(decoder);
    return;
  }
  source->next_input_byte += count;
  source->bytes_in_buffer -= (size_t)count;
}

static void rewind_source(codec_jpeg_reader *reader) {
  reader->source.next_input_byte = reader->bytes;
  reader->source.bytes_in_buffer = reader->count;
  reader->past_end = false;
}

// libjpeg calls this before each step through a multi-scan file.
static void watch_scans(j_common_ptr info) {
  codec_jpeg_reader *reader = info->client_data;
  const struct jpeg_decompress_struct *decoder = &reader->decoder;
  // The entropy decoder takes the marker after its data, two bytes, before anyone acts on it.
  reader->sound_byte = position(reader) - (decoder->unread_marker != 0 && !reader->past_end ? 2 : 0);
  uint64_t scans = decoder->input_scan_number > 0 ? (uint64_t)decoder->input_scan_number : 0;
  uint64_t passes = scans * decoder->image_width * decoder->image_height;
  if (scans > most_scans || (scans > always_allowed_scans && passes > most_pixel_passes)) {
    fail_with(reader, CODEC_DAMAGED, "more scans than any real picture has");
  }
}

// ---- Opening ----
static void set_up(codec_jpeg_reader *reader) {
  struct jpeg_decompress_struct *decoder = &reader->decoder;
  decoder->err = jpeg_std_error(&reader->errors);
  reader->errors.error_exit = fail;
  reader->errors.emit_message = hear;
  decoder->client_data = reader;
  jpeg_create_decompress(decoder);
  reader->created = true;
  reader->source.init_source = nothing_to_do;
  reader->source.fill_input_buffer = invent_end;
  reader->source.skip_input_data = skip;
  reader->source.resync_to_restart = jpeg_resync_to_restart;
  reader->source.term_source = nothing_to_do;
  decoder->src = &reader->source;
  reader->progress.progress_monitor = watch_scans;
  decoder->progress = &reader->progress;
}

static void check_variety(codec_jpeg_reader *reader) {
  const struct jpeg_decompress_struct *decoder = &reader->decoder;
  if (decoder->image_width == 0 || decoder->image_height == 0) {
    fail_with(reader, CODEC_DAMAGED, "a picture without pixels");
  }
  if (decoder->data_precision != 8) {
    char message[64];
    snprintf(message, sizeof message, "Unsupported JPEG data precision %d", decoder->data_precision);
    fail_with(reader, CODEC_UNSUPPORTED, message);
  }
  if (decoder->jpeg_color_space == JCS_UNKNOWN) {
    char message[64];
    snprintf(message, sizeof message, "a JPEG of %d components", decoder->num_components);
    fail_with(reader, CODEC_UNSUPPORTED, message);
  }
}

static void read_header(codec_jpeg_reader *reader) {
  reader->header_is_read = false;
  rewind_source(reader);
  (void)jpeg_read_header(&reader->decoder, TRUE);
  reader->header_is_read = true;
  reader->has_many_scans = jpeg_has_multiple_scans(&reader->decoder);
  check_variety(reader);
}

codec_jpeg_reader *codec_jpeg_open(const uint8_t *bytes, size_t count, bool tolerant) {
  codec_jpeg_reader *reader = calloc(1, sizeof *reader);
  if (reader == NULL) return NULL;
  reader->bytes = bytes;
  reader->count = count;
  reader->tolerant = tolerant;
  if (setjmp(reader->escape) != 0) return reader;
  set_up(reader);
  read_header(reader);
  return reader;
}

// ---- Decoding ----
static codec_layout layout_of(J_COLOR_SPACE space) {
  switch (space) {
    case JCS_GRAYSCALE: return CODEC_GREY;
    case JCS_CMYK: return CODEC_CMYK;
    default: return CODEC_RGB;
  }
}

static J_COLOR_SPACE output_space(J_COLOR_SPACE stored, bool grey) {
  switch (stored) {
    case JCS_GRAYSCALE: return JCS_GRAYSCALE;
    case JCS_YCbCr: return grey ? JCS_GRAYSCALE : JCS_RGB;
    case JCS_CMYK:
    case JCS_YCCK: return JCS_CMYK;
    default: return JCS_RGB;
  }
}

static bool begin(codec_jpeg_reader *reader, unsigned eighths, bool grey) {
  struct jpeg_decompress_struct *decoder = &reader->decoder;
  if (setjmp(reader->escape) != 0) return false;
  if (!reader->header_is_read) read_header(reader);
  decoder->out_color_space = output_space(decoder->jpeg_color_space, grey);
  decoder->scale_num = eighths;
  decoder->scale_denom = 8;
  (void)jpeg_start_decompress(decoder);
  return true;
}

bool codec_jpeg_start(codec_jpeg_reader *reader, unsigned eighths, bool grey) {
  if (reader->failure.status != CODEC_SOUND) return false;
  if (begin(reader, eighths, grey)) return true;
  if (!reader->tolerant || !reader->has_many_scans || reader->sound_byte == 0) return false;
  // A later scan has an impossible header. What came before it is a whole picture of less quality, and
  // libjpeg delivers that if the file ends there.
  if (reader->loss.status == CODEC_SOUND) reader->loss = reader->failure;
  reader->failure.status = CODEC_SOUND;
  reader->count = reader->sound_byte;
  jpeg_abort_decompress(&reader->decoder);
  reader->header_is_read = false;
  return begin(reader, eighths, grey);
}

size_t codec_jpeg_read(codec_jpeg_reader *reader, uint8_t *rows, size_t stride, size_t count) {
  volatile size_t done = 0;
  if (reader->failure.status != CODEC_SOUND) return 0;
  if (setjmp(reader->escape) != 0) return done;
  while (done < count && reader->decoder.output_scanline < reader->decoder.output_height) {
    JSAMPROW row = rows + done * stride;
    done += jpeg_read_scanlines(&reader->decoder, &row, 1);
  }
  return done;
}

// ---- Looking and closing ----
codec_picture codec_jpeg_picture(const codec_jpeg_reader *reader) {
  const struct jpeg_decompress_struct *decoder = &reader->decoder;
  bool started = decoder->output_width > 0;
  codec_picture picture = {
      .width = started ? decoder->output_width : decoder->image_width,
      .height = started ? decoder->output_height : decoder->image_height,
      .layout = layout_of(started ? decoder->out_color_space : output_space(decoder->jpeg_color_space, false)),
  };
  return picture;
}

const codec_problem *codec_jpeg_problem(const codec_jpeg_reader *reader) { return &reader->failure; }

const codec_problem *codec_jpeg_loss(const codec_jpeg_reader *reader) { return &reader->loss; }

void codec_jpeg_close(codec_jpeg_reader *reader) {
  if (reader == NULL) return;
  if (reader->created) jpeg_destroy_decompress(&reader->decoder);
  free(reader);
}
