/* The reader of Senzing records on hostile bytes. */
#include "fuzz_source.h"

FUZZ_SOURCE(source_senzing, "records.jsonl")
