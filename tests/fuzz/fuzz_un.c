/* The UN reader on hostile bytes. */
#include "fuzz_source.h"

FUZZ_SOURCE(source_un_xml, "consolidated.xml")
