// What is used of ONNX Runtime, whose shared library is opened while the program runs: nothing of it is needed to build.
//
// Its C interface is one exported function, which gives a table of functions for a version that the caller names.
// Every function below returns normally whatever a network's bytes hold: the runtime turns its exceptions into
// statuses, and these become a `network_problem` here. Nothing of the caller's is ever called.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum network_status {
  NETWORK_SOUND = 0,
  NETWORK_NO_LIBRARY,     // the file cannot be opened as a shared library
  NETWORK_NO_RUNTIME,     // a library, but not this one: the exported function is missing
  NETWORK_WRONG_VERSION,  // the library is older or newer than what is asked of it
  NETWORK_REFUSED,        // the runtime said no, in words of its own
  NETWORK_UNSUPPORTED,    // a kind of value that is not passed on: texts, sequences, half precision
  NETWORK_NO_MEMORY,
} network_status;

// What went wrong. The message is the loader's or the runtime's text, cut where it is long.
typedef struct network_problem {
  network_status status;
  char message[1024];
} network_problem;

// The message as a string: C arrays reach Swift as tuples.
const char *network_problem_message(const network_problem *problem);

// ---- The library ---------------------------------------------------------------------------------------
typedef struct network_runtime network_runtime;

// The least version of the table of functions that is asked for: that of the runtime 1.N.
uint32_t network_least_version(void);

// Opens the library and checks its version before any entry of its table is used. It stays open until the process
// ends, as its threads and allocators may outlive every session. NULL after a failure.
network_runtime *network_runtime_open(const char *path, network_problem *problem);
// As the library says it: "1.2.3".
const char *network_runtime_version(const network_runtime *runtime);

// ---- A network -----------------------------------------------------------------------------------------
typedef struct network_session network_session;

typedef enum network_number {
  NETWORK_OTHER = 0,  // none of those below
  NETWORK_FLOAT,
  NETWORK_DOUBLE,
  NETWORK_INT32,
  NETWORK_INT64,
} network_number;

// An input or an output. Pointers live as long as the session.
typedef struct network_port {
  const char *name;
  network_number number;
  const int64_t *shape;  // negative where any length will do
  size_t rank;
} network_port;

// A setting of a session, by the runtime's names.
typedef struct network_setting {
  const char *key;
  const char *value;
} network_setting;

// Makes a network of an ONNX file's bytes, which are needed no longer afterwards. It uses the calling thread alone
// and writes nothing to standard error. NULL after a failure.
network_session *network_session_create(network_runtime *runtime, const void *bytes, size_t count,
                                        const network_setting *settings, size_t setting_count,
                                        network_problem *problem);
size_t network_session_input_count(const network_session *session);
size_t network_session_output_count(const network_session *session);
network_port network_session_input(const network_session *session, size_t index);
network_port network_session_output(const network_session *session, size_t index);
void network_session_free(network_session *session);

// ---- A run ---------------------------------------------------------------------------------------------
// Collects inputs and wanted outputs, runs, and holds the results. One thread at a time for each; any number of
// them for one session.
typedef struct network_call network_call;

network_call *network_call_begin(network_session *session, network_problem *problem);
// Values are not copied: they must stay where they are until the run is over. False after a failure.
bool network_call_add_floats(network_call *call, const char *name, const int64_t *shape, size_t rank,
                             const float *values, size_t count, network_problem *problem);
bool network_call_add_integers(network_call *call, const char *name, const int64_t *shape, size_t rank,
                               const int64_t *values, size_t count, network_problem *problem);
bool network_call_add_output(network_call *call, const char *name, network_problem *problem);
bool network_call_run(network_call *call, network_problem *problem);

// An output as floats. `values` lives until the end of the call.
typedef struct network_tensor {
  const float *values;
  size_t count;
  const int64_t *shape;
  size_t rank;
  bool is_finite;  // no value is infinite or no number
} network_tensor;

// The output that was added as the `index`th. False for what is no tensor of numbers.
bool network_call_output(network_call *call, size_t index, network_tensor *tensor, network_problem *problem);
void network_call_end(network_call *call);
