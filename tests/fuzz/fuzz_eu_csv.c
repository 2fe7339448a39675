/* The EU list as CSV on hostile bytes. */
#include "fuzz_source.h"

FUZZ_SOURCE(source_eu_csv, "list.csv")
