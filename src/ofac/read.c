/* A name as written becomes capitals, digits and blanks: runs of Latin letters and digits are parts, spelt without
 * their diacritics; whatever else stands there separates. */
#include "ofac/ofac.h"

#include "text/text.h"

#include <assert.h>

/* Does the character go on with a part? Marks belong to the letter before them. */
static bool is_of_part(uint32_t c, bool inside)
{
	enum text_script script;

	if (c < 0x80)
		return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
	script = text_script_of(c);
	return text_is_letter(c) && (script == SCRIPT_LATIN || (inside && script == SCRIPT_COMMON));
}

/* Cuts the next run of letters and digits off; false at the end. */
static bool cut_run(str *rest, str *run, bool *ascii)
{
	const char *begin = NULL;

	*ascii = true;
	while (rest->len > 0) {
		str before = *rest;
		uint32_t c = utf8_next(rest);
		bool inside = is_of_part(c, begin != NULL);
		if (begin && !inside) {
			*run = (str){begin, (size_t)(before.ptr - begin)};
			return true;
		}
		if (inside && !begin)
			begin = before.ptr;
		*ascii &= c < 0x80 || !begin;
	}
	if (begin)
		*run = (str){begin, (size_t)(rest->ptr - begin)};
	return begin != NULL;
}

/* Spells a run in capitals; its length, 0 when nothing is left of it. */
static size_t spell(str run, bool ascii, char out[OFAC_PART_MAX])
{
	static_assert((int)OFAC_PART_MAX == (int)TOKEN_MAX, "a word is a part");
	char word[TOKEN_MAX];
	str letters = ascii ? str_slice(run, 0, OFAC_PART_MAX) : (str){word, text_word(run, word)};
	size_t len = 0;

	for (size_t i = 0; i < letters.len; i++) {
		char c = letters.ptr[i];
		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
			out[len++] = c;
	}
	return len;
}

void ofac_read(str name, struct ofac_name *out)
{
	char spelt[OFAC_PART_MAX];
	str rest = name, run;
	bool ascii;

	out->len = out->count = 0;
	while (out->count < OFAC_PARTS_MAX && cut_run(&rest, &run, &ascii)) {
		size_t len = spell(run, ascii, spelt), at = (size_t)out->len + (out->count > 0);
		if (len == 0)
			continue;
		if (at + len > OFAC_TEXT_MAX)
			return;
		if (out->count > 0)
			out->text[out->len] = ' ';
		memcpy(out->text + at, spelt, len);
		out->part[out->count++] = (struct ofac_part){
		    .at = (uint8_t)at,
		    .len = (uint8_t)len,
		    .soundex = ofac_soundex((str){spelt, len}),
		    .start = (uint32_t)(run.ptr - name.ptr),
		    .end = (uint32_t)(run.ptr - name.ptr + (ptrdiff_t)run.len),
		};
		out->len = (uint8_t)(at + len);
	}
}
