// One run of a network: its inputs, the outputs that are wanted, and what came of them.
#include <stdlib.h>
#include <string.h>

#include "interface.h"

enum {
  // More inputs or outputs than any network for pictures has.
  most_ports = 64,
};

typedef struct call_output {
  char *name;
  ort_value *value;
  int64_t *shape;
  float *converted;  // numbers of another kind, as floats
} call_output;

struct network_call {
  network_session *session;
  char *input_names[most_ports];
  ort_value *inputs[most_ports];
  size_t input_count;
  call_output outputs[most_ports];
  size_t output_count;
};

network_call *network_call_begin(network_session *session, network_problem *problem) {
  problem->status = NETWORK_SOUND;
  network_call *call = calloc(1, sizeof *call);
  if (call == NULL) {
    network_fail(problem, NETWORK_NO_MEMORY, "");
    return NULL;
  }
  call->session = session;
  return call;
}

// The runtime reads inputs only, though it takes a pointer that it could write through.
static bool add_input(network_call *call, const char *name, const int64_t *shape, size_t rank, const void *values,
                      size_t byte_count, int number, network_problem *problem) {
  const network_runtime *runtime = call->session->runtime;
  if (call->input_count == most_ports) return network_fail(problem, NETWORK_UNSUPPORTED, "too many inputs");
  char *kept = strdup(name);
  if (kept == NULL) return network_fail(problem, NETWORK_NO_MEMORY, "");
  ort_value *value = NULL;
  ort_status *status = runtime->functions.create_tensor(
      runtime->memory, (void *)values, byte_count, shape, rank, number, &value);
  if (!network_succeeds(&runtime->functions, status, problem)) {
    free(kept);
    return false;
  }
  call->input_names[call->input_count] = kept;
  call->inputs[call->input_count] = value;
  call->input_count += 1;
  return true;
}

bool network_call_add_floats(network_call *call, const char *name, const int64_t *shape, size_t rank,
                             const float *values, size_t count, network_problem *problem) {
  return add_input(call, name, shape, rank, values, count * sizeof *values, ort_float, problem);
}

bool network_call_add_integers(network_call *call, const char *name, const int64_t *shape, size_t rank,
                               const int64_t *values, size_t count, network_problem *problem) {
  return add_input(call, name, shape, rank, values, count * sizeof *values, ort_int64, problem);
}

bool network_call_add_output(network_call *call, const char *name, network_problem *problem) {
  if (call->output_count == most_ports) return network_fail(problem, NETWORK_UNSUPPORTED, "too many outputs");
  char *kept = strdup(name);
  if (kept == NULL) return network_fail(problem, NETWORK_NO_MEMORY, "");
  call->outputs[call->output_count].name = kept;
  call->output_count += 1;
  return true;
}

bool network_call_run(network_call *call, network_problem *problem) {
  const ort_functions *functions = &call->session->runtime->functions;
  const char *names[most_ports];
  ort_value *values[most_ports] = {NULL};
  for (size_t index = 0; index < call->output_count; index++) names[index] = call->outputs[index].name;
  ort_status *status = functions->run(
      call->session->session, NULL, (const char *const *)call->input_names, (const ort_value *const *)call->inputs,
      call->input_count, names, call->output_count, values);
  for (size_t index = 0; index < call->output_count; index++) call->outputs[index].value = values[index];
  return network_succeeds(functions, status, problem);
}

// ---- Outputs as floats ----
static bool convert(call_output *output, const void *values, size_t count, int number, network_problem *problem) {
  output->converted = malloc((count + 1) * sizeof *output->converted);
  if (output->converted == NULL) return network_fail(problem, NETWORK_NO_MEMORY, "");
  for (size_t index = 0; index < count; index++) {
    switch (number) {
      case ort_double: output->converted[index] = (float)((const double *)values)[index]; break;
      case ort_int32: output->converted[index] = (float)((const int32_t *)values)[index]; break;
      default: output->converted[index] = (float)((const int64_t *)values)[index]; break;
    }
  }
  return true;
}

// All bits of the exponent are set in what is infinite or no number, and only there.
static bool is_finite(const float *values, size_t count) {
  const uint32_t exponent = 0x7F800000;
  uint32_t found = 0;
  for (size_t index = 0; index < count; index++) {
    uint32_t bits;
    memcpy(&bits, values + index, sizeof bits);
    found |= (bits & exponent) == exponent;
  }
  return found == 0;
}

static bool read_shape(const ort_functions *functions, call_output *output, network_tensor *tensor, int *number,
                       network_problem *problem) {
  ort_tensor_type *type = NULL;
  if (!network_succeeds(functions, functions->tensor_of_value(output->value, &type), problem)) return false;
  bool is_read = network_succeeds(functions, functions->number_of_tensor(type, number), problem)
      && network_succeeds(functions, functions->rank_of_tensor(type, &tensor->rank), problem)
      && network_succeeds(functions, functions->count_of_tensor(type, &tensor->count), problem);
  if (is_read) {
    free(output->shape);
    output->shape = calloc(tensor->rank + 1, sizeof *output->shape);
    is_read = output->shape == NULL
        ? network_fail(problem, NETWORK_NO_MEMORY, "")
        : network_succeeds(functions, functions->shape_of_tensor(type, output->shape, tensor->rank), problem);
    tensor->shape = output->shape;
  }
  functions->release_tensor_type(type);
  return is_read;
}

bool network_call_output(network_call *call, size_t index, network_tensor *tensor, network_problem *problem) {
  const ort_functions *functions = &call->session->runtime->functions;
  call_output *output = &call->outputs[index];
  int is_tensor = 0;
  if (output->value == NULL) return network_fail(problem, NETWORK_UNSUPPORTED, "nothing");
  if (!network_succeeds(functions, functions->is_tensor(output->value, &is_tensor), problem)) return false;
  if (!is_tensor) return network_fail(problem, NETWORK_UNSUPPORTED, "no tensor");
  int number = 0;
  if (!read_shape(functions, output, tensor, &number, problem)) return false;
  void *values = NULL;
  switch (number) {
    case ort_float: case ort_double: case ort_int32: case ort_int64: break;
    default: return network_fail(problem, NETWORK_UNSUPPORTED, "another kind of numbers");
  }
  if (!network_succeeds(functions, functions->values_of_tensor(output->value, &values), problem)) return false;
  if (number != ort_float && output->converted == NULL
      && !convert(output, values, tensor->count, number, problem)) return false;
  tensor->values = number == ort_float ? values : output->converted;
  tensor->is_finite = is_finite(tensor->values, tensor->count);
  return true;
}

void network_call_end(network_call *call) {
  if (call == NULL) return;
  const ort_functions *functions = &call->session->runtime->functions;
  for (size_t index = 0; index < call->input_count; index++) {
    functions->release_value(call->inputs[index]);
    free(call->input_names[index]);
  }
  for (size_t index = 0; index < call->output_count; index++) {
    if (call->outputs[index].value != NULL) functions->release_value(call->outputs[index].value);
    free(call->outputs[index].name);
    free(call->outputs[index].shape);
    free(call->outputs[index].converted);
  }
  free(call);
}
