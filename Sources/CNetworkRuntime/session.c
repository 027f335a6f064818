// A network: made from an ONNX file's bytes, and what its inputs and outputs are.
#include <stdlib.h>
#include <string.h>

#include "interface.h"

// One thread: the caller's. Several threads of a session would split sums in ways that depend on their number; work
// is spread over pictures instead. Memory patterns are kept for every shape that ever came, and pictures come in
// many shapes.
static bool set_up(const ort_functions *functions, ort_options *options, const network_setting *settings,
                   size_t setting_count, network_problem *problem) {
  bool is_set = network_succeeds(functions, functions->set_execution_mode(options, ort_sequential), problem)
      && network_succeeds(functions, functions->disable_memory_pattern(options), problem)
      && network_succeeds(functions, functions->set_log_level(options, ort_log_fatal), problem)
      && network_succeeds(functions, functions->set_optimisation_level(options, ort_all_optimisations), problem)
      && network_succeeds(functions, functions->set_threads_within(options, 1), problem)
      && network_succeeds(functions, functions->set_threads_between(options, 1), problem);
  for (size_t index = 0; is_set && index < setting_count; index++) {
    is_set = network_succeeds(
        functions, functions->add_setting(options, settings[index].key, settings[index].value), problem);
  }
  return is_set;
}

static network_number number_of(int number) {
  switch (number) {
    case ort_float: return NETWORK_FLOAT;
    case ort_double: return NETWORK_DOUBLE;
    case ort_int32: return NETWORK_INT32;
    case ort_int64: return NETWORK_INT64;
    default: return NETWORK_OTHER;
  }
}

// What a type says of a port; a type that is no tensor's leaves it NETWORK_OTHER.
static bool describe_type(const ort_functions *functions, const ort_type *type, network_port *port,
                          network_problem *problem) {
  const ort_tensor_type *tensor = NULL;
  if (!network_succeeds(functions, functions->tensor_of_type(type, &tensor), problem)) return false;
  if (tensor == NULL) return true;
  int number = 0;
  size_t rank = 0;
  if (!network_succeeds(functions, functions->number_of_tensor(tensor, &number), problem)) return false;
  if (!network_succeeds(functions, functions->rank_of_tensor(tensor, &rank), problem)) return false;
  int64_t *shape = calloc(rank + 1, sizeof *shape);
  if (shape == NULL) return network_fail(problem, NETWORK_NO_MEMORY, "");
  port->shape = shape;
  port->rank = rank;
  port->number = number_of(number);
  return network_succeeds(functions, functions->shape_of_tensor(tensor, shape, rank), problem);
}

static bool describe_port(const network_session *session, size_t index, bool is_input, network_port *port,
                          network_problem *problem) {
  const network_runtime *runtime = session->runtime;
  const ort_functions *functions = &runtime->functions;
  char *name = NULL;
  ort_status *named = (is_input ? functions->input_name : functions->output_name)(
      session->session, index, runtime->allocator, &name);
  if (!network_succeeds(functions, named, problem)) return false;
  port->name = strdup(name);
  // Freeing cannot fail in a way that matters; the status must be released all the same.
  network_problem ignored;
  network_succeeds(functions, functions->free_allocated(runtime->allocator, name), &ignored);
  if (port->name == NULL) return network_fail(problem, NETWORK_NO_MEMORY, "");

  ort_type *type = NULL;
  ort_status *typed =
      (is_input ? functions->input_type : functions->output_type)(session->session, index, &type);
  if (!network_succeeds(functions, typed, problem)) return false;
  bool is_described = describe_type(functions, type, port, problem);
  functions->release_type(type);
  return is_described;
}

// All inputs or all outputs; what was described before a failure is freed with the session.
static bool describe_ports(network_session *session, bool is_input, network_problem *problem) {
  const ort_functions *functions = &session->runtime->functions;
  size_t count = 0;
  ort_status *counted =
      (is_input ? functions->input_count : functions->output_count)(session->session, &count);
  if (!network_succeeds(functions, counted, problem)) return false;
  network_port *ports = calloc(count + 1, sizeof *ports);
  if (ports == NULL) return network_fail(problem, NETWORK_NO_MEMORY, "");
  *(is_input ? &session->inputs : &session->outputs) = ports;
  *(is_input ? &session->input_count : &session->output_count) = count;
  for (size_t index = 0; index < count; index++) {
    if (!describe_port(session, index, is_input, &ports[index], problem)) return false;
  }
  return true;
}

network_session *network_session_create(network_runtime *runtime, const void *bytes, size_t count,
                                        const network_setting *settings, size_t setting_count,
                                        network_problem *problem) {
  problem->status = NETWORK_SOUND;
  const ort_functions *functions = &runtime->functions;
  network_session *session = calloc(1, sizeof *session);
  if (session == NULL) {
    network_fail(problem, NETWORK_NO_MEMORY, "");
    return NULL;
  }
  session->runtime = runtime;
  ort_options *options = NULL;
  bool is_made = network_succeeds(functions, functions->create_options(&options), problem)
      && set_up(functions, options, settings, setting_count, problem)
      && network_succeeds(
             functions,
             functions->create_session(runtime->environment, bytes, count, options, &session->session), problem)
      && describe_ports(session, true, problem) && describe_ports(session, false, problem);
  if (options != NULL) functions->release_options(options);
  if (is_made) return session;
  network_session_free(session);
  return NULL;
}

size_t network_session_input_count(const network_session *session) { return session->input_count; }
size_t network_session_output_count(const network_session *session) { return session->output_count; }

network_port network_session_input(const network_session *session, size_t index) { return session->inputs[index]; }

network_port network_session_output(const network_session *session, size_t index) {
  return session->outputs[index];
}

static void free_ports(network_port *ports, size_t count) {
  for (size_t index = 0; index < count; index++) {
    free((void *)ports[index].name);
    free((void *)ports[index].shape);
  }
  free(ports);
}

void network_session_free(network_session *session) {
  if (session == NULL) return;
  if (session->session != NULL) session->runtime->functions.release_session(session->session);
  free_ports(session->inputs, session->input_count);
  free_ports(session->outputs, session->output_count);
  free(session);
}
