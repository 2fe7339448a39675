/* The feed of Canada's listed entities on hostile bytes. */
#include "fuzz_source.h"

FUZZ_SOURCE(source_ca_feed, "lstd-ntts-eng.xml")
