/* The texts of data/flags. */
#include "flags/flag_texts.h"
#include "flags/flags.h"

const char *const flags_rules_text = flags_rules, *const flags_views_text = flags_views;
