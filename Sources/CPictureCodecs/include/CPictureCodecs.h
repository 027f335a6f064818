// JPEG and PNG from memory and to memory, for a caller that must not be jumped through.
//
// libjpeg and libpng report errors by longjmp. This target is the only place of the package that calls
// setjmp: every function below returns normally, whatever the bytes hold, and calls nothing of the caller's.
// Reading is a pull: open, look at the size, start, take rows, close. The caller checks the size against its
// limit between open and start; nothing in proportion to the picture is allocated before start.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum codec_status {
  CODEC_SOUND = 0,
  CODEC_DAMAGED,      // cut short or corrupt
  CODEC_UNSUPPORTED,  // sound perhaps, but a variety that is not read (12-bit, lossless, two components)
  CODEC_NO_MEMORY,
} codec_status;

// What went wrong, and where.
typedef struct codec_problem {
  codec_status status;
  bool at_end;       // the decoder had used up the file
  bool in_header;    // the picture's data had not begun
  uint32_t row;      // the row reached, of the picture as the file holds it
  uint32_t rows;     // of so many
  uint32_t scan;     // in which scan of a JPEG that has several, from 1; 0 if it has not
  size_t byte;       // where in the file the decoder stood
  char message[256]; // the library's reason, or ours
} codec_problem;

// The message as a string: C arrays reach Swift as tuples.
const char *codec_problem_message(const codec_problem *problem);

// What one pixel of a row is; all samples are 8-bit, whatever the file has.
typedef enum codec_layout {
  CODEC_GREY = 0,
  CODEC_GREY_ALPHA,
  CODEC_RGB,
  CODEC_RGBA,
  CODEC_CMYK,  // as the file has it: in practice inverted, 255 is no ink
} codec_layout;

// The rows that a reader delivers. Before start: the picture in the file.
typedef struct codec_picture {
  uint32_t width, height;
  codec_layout layout;
} codec_picture;

// ---- Reading JPEG --------------------------------------------------------------------------------------
typedef struct codec_jpeg_reader codec_jpeg_reader;

// Reads the header. `bytes` must live until close. NULL only if there is no memory; otherwise look at
// codec_jpeg_problem. A tolerant reader goes on after lost data and remembers the first loss.
codec_jpeg_reader *codec_jpeg_open(const uint8_t *bytes, size_t count, bool tolerant);
codec_picture codec_jpeg_picture(const codec_jpeg_reader *reader);

// Prepares rows at `eighths`/8 (1…8) of the size, rounded up. With `grey`, the luma of grey and YCC files is
// delivered without looking at the chroma; RGB and CMYK files come as they are. False after a failure.
bool codec_jpeg_start(codec_jpeg_reader *reader, unsigned eighths, bool grey);

// Takes the next `count` rows; fewer are returned after a failure. Rows are `stride` bytes apart.
size_t codec_jpeg_read(codec_jpeg_reader *reader, uint8_t *rows, size_t stride, size_t count);

// The failure that ended the reading; `status` is CODEC_SOUND if there was none.
const codec_problem *codec_jpeg_problem(const codec_jpeg_reader *reader);
// The first loss that a tolerant reader went on after; `status` is CODEC_SOUND if there was none.
const codec_problem *codec_jpeg_loss(const codec_jpeg_reader *reader);
void codec_jpeg_close(codec_jpeg_reader *reader);

// ---- Reading PNG ---------------------------------------------------------------------------------------
typedef struct codec_png_reader codec_png_reader;

// As for JPEG. Palettes and 1-, 2-, 4- and 16-bit samples are delivered as 8-bit grey or RGB, transparency
// as alpha. Start allocates the whole picture if it is interlaced, else a few rows.
codec_png_reader *codec_png_open(const uint8_t *bytes, size_t count, bool tolerant);
codec_picture codec_png_picture(const codec_png_reader *reader);
bool codec_png_start(codec_png_reader *reader);
size_t codec_png_read(codec_png_reader *reader, uint8_t *rows, size_t stride, size_t count);
const codec_problem *codec_png_problem(const codec_png_reader *reader);
const codec_problem *codec_png_loss(const codec_png_reader *reader);
void codec_png_close(codec_png_reader *reader);

// ---- Writing -------------------------------------------------------------------------------------------
// A file in memory; free it with codec_buffer_free. `bytes` is NULL after a failure, told in `problem`.
typedef struct codec_buffer {
  uint8_t *bytes;
  size_t count;
  codec_problem problem;
} codec_buffer;

void codec_buffer_free(codec_buffer *buffer);

// What the file stores; RGB rows become YCC, and CMYK rows YCCK, if asked.
typedef enum codec_jpeg_space {
  CODEC_JPEG_GREY,
  CODEC_JPEG_YCC,
  CODEC_JPEG_RGB,
  CODEC_JPEG_CMYK,
  CODEC_JPEG_YCCK,
} codec_jpeg_space;

typedef struct codec_jpeg_options {
  codec_jpeg_space space;
  int quality;           // 1…100
  int luma_horizontal;   // sampling of the first component against the others, 1…4: 2 and 2 is 4:2:0
  int luma_vertical;
  bool progressive;
  bool arithmetic;
  int restart_rows;      // a restart marker after so many rows of blocks; 0 for none
  bool omits_adobe_marker;
} codec_jpeg_options;

// `pixels` holds rows without padding: 1 byte a pixel for grey, 3 (RGB) for YCC and RGB, 4 for CMYK and YCCK.
codec_buffer codec_jpeg_write(const uint8_t *pixels, uint32_t width, uint32_t height,
                              const codec_jpeg_options *options);

typedef struct codec_png_options {
  int bit_depth;           // 1, 2, 4, 8 or 16, as far as PNG allows it for the colour type
  int colour_type;         // PNG's own numbers: 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGBA
  bool interlaced;
  const uint8_t *palette;  // RGB triples, or NULL
  int palette_count;
  const uint8_t *alpha;    // tRNS of a palette: one byte an entry, or NULL
  int alpha_count;
  int transparent;         // tRNS of a grey picture: the transparent value, or -1
} codec_png_options;

// `pixels` holds rows as PNG packs them: big-endian samples, padded to whole bytes.
codec_buffer codec_png_write(const uint8_t *pixels, uint32_t width, uint32_t height,
                             const codec_png_options *options);
