/* Letters by which a Latin name shows how it is spelt: Syozo is Japanese as Japan writes it, Xasan Somali, Tjipto Djojo
 * Indonesian of old. */
#include "text/spelling.h"

static bool is_letter_at(str name, size_t at)
{
	return at < name.len && (name.ptr[at] | 0x20) >= 'a' && (name.ptr[at] | 0x20) <= 'z';
}

static bool stands_at(const struct text_sign *sign, str name, size_t at)
{
	size_t i = 0;

	while (sign->letters[i] && at + i < name.len && (name.ptr[at + i] | 0x20) == sign->letters[i])
		i++;
	return !sign->letters[i] && !(sign->begins && at && is_letter_at(name, at - 1));
}

/* Adds the signs that stand at `at`, from number `i` on; one that is listed twice counts twice when it comes again. */
static uint64_t add_signs_at(str name, size_t at, unsigned i, uint64_t found)
{
	uint64_t before = found;

	for (const struct text_sign *sign = &text_signs[i]; memcmp(sign->letters, text_signs[i].letters, 2) == 0;
	     sign++) {
		uint64_t bit = UINT64_C(1) << (sign - text_signs);
		bool again = sign > text_signs && memcmp(sign, sign - 1, sizeof *sign) == 0;
		if ((!again || before & bit >> 1) && stands_at(sign, name, at))
			found |= bit;
	}
	return found;
}

static uint64_t find_signs(str name)
{
	uint64_t found = 0;
	unsigned pair = 0;

	for (size_t at = 0; at < name.len; at++) {
		pair = text_sign_pair(pair, name.ptr[at]);
		if (text_sign_first[pair])
			found = add_signs_at(name, at - 1, text_sign_first[pair] - 1u, found);
	}
	return found;
}

unsigned text_readings_shown(str name)
{
	uint64_t found = find_signs(name);
	unsigned shown = 0;

	for (unsigned reading = 0; found && reading < READING_COUNT; reading++) {
		const struct text_rules *rules = syllable_rules(SCRIPT_LATIN, reading);
		if (rules && rules->shown_by && __builtin_popcountll(found & rules->shown_by) >= rules->shown_by_least)
			shown |= 1u << reading;
	}
	return shown;
}

bool text_has_second_spelling(str name)
{
	for (size_t at = 0; at + 1 < name.len; at++) {
		unsigned first = (unsigned char)name.ptr[at], second = (unsigned char)name.ptr[at + 1];
		if (first < 0xC3 || first >= 0xE0 || second >> 6 != 2) /* two bytes, above U+00BF */
			continue;
		for (const uint16_t *letter = text_second_letters; *letter; letter++)
			if (*letter == ((first & 31) << 6 | (second & 63)))
				return true;
	}
	return false;
}
