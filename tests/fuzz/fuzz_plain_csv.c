/* The reader of plain CSV on hostile bytes. */
#include "fuzz_source.h"

FUZZ_SOURCE(source_plain_csv, "list.csv")
