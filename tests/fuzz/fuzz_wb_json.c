/* The World Bank's list on hostile bytes. */
#include "fuzz_source.h"

FUZZ_SOURCE(source_wb_json, "debarred.json")
