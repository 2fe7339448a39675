/* OFSI's consolidated list on hostile bytes. */
#include "fuzz_source.h"

FUZZ_SOURCE(source_gb_ofsi, "ConList.csv")
