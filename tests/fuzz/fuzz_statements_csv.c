/* The reader of FollowTheMoney statements on hostile bytes. */
#include "fuzz_source.h"

FUZZ_SOURCE(source_statements_csv, "statements.csv")
