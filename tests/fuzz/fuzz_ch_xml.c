/* The Swiss list on hostile bytes. */
#include "fuzz_source.h"

FUZZ_SOURCE(source_ch_xml, "list.xml")
