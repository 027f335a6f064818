// The runtime's C interface as far as it is used, declared by us.
//
// The library exports `OrtGetApiBase`, which returns two functions: one gives the table for a version, the other the
// library's version as text. The table is append-only: its makers guard with compile-time checks that what was the
// Nth entry stays it (entry 101 ends version 1, 118 version 2, 124 version 3, 126 version 4, 149 version 5), so an
// entry is known by its place. The highest that is used here is 130, of version 5. Types that are only pointed to
// stay without a body.
#pragma once

#include "CNetworkRuntime.h"

typedef struct ort_status ort_status;  // NULL is success
typedef struct ort_environment ort_environment;
typedef struct ort_session ort_session;
typedef struct ort_options ort_options;
typedef struct ort_run_options ort_run_options;
typedef struct ort_value ort_value;
typedef struct ort_type ort_type;
typedef struct ort_tensor_type ort_tensor_type;
typedef struct ort_memory ort_memory;
typedef struct ort_allocator ort_allocator;

// Values of the interface's enumerations.
enum {
  ort_log_fatal = 4,
  ort_sequential = 0,
  ort_all_optimisations = 99,
  ort_memory_of_arena = 1,
  ort_memory_default = 0,
  ort_float = 1,
  ort_int32 = 6,
  ort_int64 = 7,
  ort_double = 11,
};

typedef void (*ort_entry)(void);

typedef struct ort_base {
  const ort_entry *(*table)(uint32_t version);
  const char *(*version)(void);
} ort_base;

// The entries that are used; interface.c knows their places.
typedef struct ort_functions {
  const char *(*status_text)(const ort_status *);
  void (*release_status)(ort_status *);

  ort_status *(*create_environment)(int log_level, const char *log_name, ort_environment **);
  ort_status *(*create_memory)(int allocator, int kind, ort_memory **);
  ort_status *(*default_allocator)(ort_allocator **);
  ort_status *(*free_allocated)(ort_allocator *, void *);

  ort_status *(*create_options)(ort_options **);
  ort_status *(*set_execution_mode)(ort_options *, int);
  ort_status *(*disable_memory_pattern)(ort_options *);
  ort_status *(*set_log_level)(ort_options *, int);
  ort_status *(*set_optimisation_level)(ort_options *, int);
  ort_status *(*set_threads_within)(ort_options *, int);
  ort_status *(*set_threads_between)(ort_options *, int);
  ort_status *(*add_setting)(ort_options *, const char *key, const char *value);
  void (*release_options)(ort_options *);

  ort_status *(*create_session)(
      const ort_environment *, const void *bytes, size_t count, const ort_options *, ort_session **);
  ort_status *(*input_count)(const ort_session *, size_t *);
  ort_status *(*output_count)(const ort_session *, size_t *);
  ort_status *(*input_name)(const ort_session *, size_t index, ort_allocator *, char **);
  ort_status *(*output_name)(const ort_session *, size_t index, ort_allocator *, char **);
  ort_status *(*input_type)(const ort_session *, size_t index, ort_type **);
  ort_status *(*output_type)(const ort_session *, size_t index, ort_type **);
  void (*release_session)(ort_session *);

  ort_status *(*tensor_of_type)(const ort_type *, const ort_tensor_type **);
  ort_status *(*number_of_tensor)(const ort_tensor_type *, int *);
  ort_status *(*rank_of_tensor)(const ort_tensor_type *, size_t *);
  ort_status *(*shape_of_tensor)(const ort_tensor_type *, int64_t *, size_t rank);
  ort_status *(*count_of_tensor)(const ort_tensor_type *, size_t *);
  void (*release_type)(ort_type *);
  void (*release_tensor_type)(ort_tensor_type *);

  ort_status *(*run)(
      ort_session *, const ort_run_options *, const char *const *input_names, const ort_value *const *inputs,
      size_t input_count, const char *const *output_names, size_t output_count, ort_value **outputs);
  ort_status *(*create_tensor)(
      const ort_memory *, void *values, size_t byte_count, const int64_t *shape, size_t rank, int number,
      ort_value **);
  ort_status *(*is_tensor)(const ort_value *, int *);
  ort_status *(*tensor_of_value)(const ort_value *, ort_tensor_type **);
  ort_status *(*values_of_tensor)(ort_value *, void **);
  void (*release_value)(ort_value *);
} ort_functions;

struct network_runtime {
  ort_functions functions;
  const char *version;
  ort_environment *environment;
  ort_memory *memory;
  ort_allocator *allocator;
};

struct network_session {
  const network_runtime *runtime;
  ort_session *session;
  network_port *inputs, *outputs;
  size_t input_count, output_count;
};

// Takes the functions out of a table of at least version 5.
void network_collect_functions(const ort_entry *table, ort_functions *functions);

// Notes a failure; false, for returning it.
bool network_fail(network_problem *problem, network_status status, const char *message);

// Whether the status is success. Otherwise its text is noted, and the status released.
bool network_succeeds(const ort_functions *functions, ort_status *status, network_problem *problem);
