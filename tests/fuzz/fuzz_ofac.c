/* The OFAC reader on hostile bytes. */
#include "fuzz_source.h"

FUZZ_SOURCE(source_ofac_csv, "sdn.csv")
