/* The texts of data/flags. */
#include "flags/flags.h"
#include "flags/flag_texts.h"

const char *const flags_rules_text = flags_rules, *const flags_views_text = flags_views;
