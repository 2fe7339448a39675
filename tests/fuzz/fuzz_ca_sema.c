/* Canada's autonomous sanctions on hostile bytes. */
#include "fuzz_source.h"

FUZZ_SOURCE(source_ca_sema, "sema-lmes.xml")
