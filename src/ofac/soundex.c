/* American Soundex: the first letter, then a digit for each group of consonants that sound alike. Equal digits in a row
 * count once, also across H and W, not across a vowel. */
#include "ofac/ofac.h"

enum { CODE_LENGTH = 4 };

/* A to Z: a digit, 0 for a vowel, - for what does not part equal digits. */
static const char groups[] = "01230120022455012623010202";

static char group_of(char letter)
{
	return letter == 'H' || letter == 'W' ? '-' : groups[letter - 'A'];
}

uint32_t ofac_soundex(str part)
{
	uint32_t code = 0;
	size_t length = 0;
	char before = '0';

	for (size_t i = 0; i < part.len && length < CODE_LENGTH; i++) {
		char c = part.ptr[i];
		if (c < 'A' || c > 'Z')
			continue;
		char group = group_of(c);
		if (length == 0 || (group != '-' && group != '0' && group != before)) {
			code = code << 8 | (uint8_t)(length == 0 ? c : group);
			length++;
		}
		before = group == '-' && length > 0 ? before : group;
	}
	for (; length > 0 && length < CODE_LENGTH; length++)
		code = code << 8 | '0';
	return code;
}
