/* The UK Sanctions List as CSV on hostile bytes. */
#include "fuzz_source.h"

FUZZ_SOURCE(source_gb_csv, "UK-Sanctions-List.csv")
