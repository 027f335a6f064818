// Where the entries stand in the runtime's table, and what becomes of its statuses.
#include <stdio.h>

#include "interface.h"

#define TAKE(member, place) functions->member = (__typeof__(functions->member))table[place]

void network_collect_functions(const ort_entry *table, ort_functions *functions) {
  TAKE(status_text, 2);
  TAKE(create_environment, 3);
  TAKE(create_session, 8);
  TAKE(run, 9);
  TAKE(create_options, 10);
  TAKE(set_execution_mode, 13);
  TAKE(disable_memory_pattern, 17);
  TAKE(set_log_level, 22);
  TAKE(set_optimisation_level, 23);
  TAKE(set_threads_within, 24);
  TAKE(set_threads_between, 25);
  TAKE(input_count, 30);
  TAKE(output_count, 31);
  TAKE(input_type, 33);
  TAKE(output_type, 34);
  TAKE(input_name, 36);
  TAKE(output_name, 37);
  TAKE(create_tensor, 49);
  TAKE(is_tensor, 50);
  TAKE(values_of_tensor, 51);
  TAKE(tensor_of_type, 55);
  TAKE(number_of_tensor, 60);
  TAKE(rank_of_tensor, 61);
  TAKE(shape_of_tensor, 62);
  TAKE(count_of_tensor, 64);
  TAKE(tensor_of_value, 65);
  TAKE(create_memory, 69);
  TAKE(free_allocated, 76);
  TAKE(default_allocator, 78);
  TAKE(release_status, 93);
  TAKE(release_session, 95);
  TAKE(release_value, 96);
  TAKE(release_type, 98);
  TAKE(release_tensor_type, 99);
  TAKE(release_options, 100);
  TAKE(add_setting, 130);
}

#undef TAKE

bool network_fail(network_problem *problem, network_status status, const char *message) {
  problem->status = status;
  snprintf(problem->message, sizeof problem->message, "%s", message);
  return false;
}

bool network_succeeds(const ort_functions *functions, ort_status *status, network_problem *problem) {
  if (status == NULL) return true;
  network_fail(problem, NETWORK_REFUSED, functions->status_text(status));
  functions->release_status(status);
  return false;
}

const char *network_problem_message(const network_problem *problem) { return problem->message; }
