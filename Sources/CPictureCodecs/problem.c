// What readers and writers share: the wording and the release of what they hand out.

#include <stdlib.h>

#include "CPictureCodecs.h"

const char *codec_problem_message(const codec_problem *problem) { return problem->message; }

void codec_buffer_free(codec_buffer *buffer) {
  free(buffer->bytes);
  buffer->bytes = NULL;
  buffer->count = 0;
}
