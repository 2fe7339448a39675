/* UTF-8 that was read as Windows-1252 and written as UTF-8 again: BenoÃ®t, ÐŸÑƒÑˆÐºÐ¸Ð½.
 *
 * The first byte of a sequence has become one of the letters Â to ð, and each of those behind it a sign between U+0080
 * and U+00BF or what Windows-1252 has for 0x80 to 0x9F. Behind Â, Ã, Ä, Å, Ð and Ñ no such sign stands in any name, so
 * that one sequence tells. The others end words, which quotes may follow (LIBERTÉ»): two have to be there. A no-break
 * space is left alone, since it parts words. Source: https://encoding.spec.whatwg.org/index-windows-1252.txt */
#include "text/text.h"

enum { BYTE_NONE = 0, SEQUENCE_BYTES = 4, NO_BREAK_SPACE = 0xA0 };

/* The byte from 0x80 to 0xBF that is read as this character. */
static unsigned tail_of(uint32_t c)
{
	static const uint16_t windows[32] = {
	    0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
	    0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
	    0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178,
	};

	if (c >= 0x80 && c <= 0xBF)
		return c == NO_BREAK_SPACE ? BYTE_NONE : c;
	for (unsigned i = 0; i < 32; i++)
		if (windows[i] == c)
			return 0x80 + i;
	return BYTE_NONE;
}

enum lead { LEAD_NONE, LEAD_OF_WORD, LEAD_CERTAIN };

static enum lead lead_of(uint32_t c)
{
	if ((c >= 0xC2 && c <= 0xC5) || c == 0xD0 || c == 0xD1)
		return LEAD_CERTAIN;
	/* Greek, Hebrew, Arabic; three bytes and more. */
	bool word = c == 0xCE || c == 0xCF || (c >= 0xD7 && c <= 0xDB) || (c >= 0xE0 && c <= 0xF0);
	return word ? LEAD_OF_WORD : LEAD_NONE;
}

/** What was written where the text begins. */
struct sequence {
	char bytes[SEQUENCE_BYTES];
	size_t len, took; /* bytes, and of how many of the text they are made */
	enum lead lead;
	bool sign; /* it has more than letters */
};

/* False when there is none: all that begin one are written with the same first byte. */
static bool read_sequence(str text, struct sequence *out)
{
	str rest = text;

	if (text.ptr[0] != '\xC3')
		return false;
	uint32_t lead = utf8_next(&rest);

	*out = (struct sequence){.lead = lead_of(lead), .len = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4};
	if (out->lead == LEAD_NONE)
		return false;
	out->bytes[0] = (char)lead;
	for (size_t i = 1; i < out->len; i++) {
		uint32_t c = rest.len ? utf8_next(&rest) : 0;
		unsigned tail = tail_of(c);
		if (tail == BYTE_NONE)
			return false;
		out->sign |= c <= 0xBF || !text_is_letter(c);
		out->bytes[i] = (char)tail;
	}
	out->took = text.len - rest.len;
	return utf8_invalid_at((str){out->bytes, out->len}) == SIZE_MAX;
}

/* Is it certain that the text has been read wrongly? */
static bool is_misread(str text)
{
	unsigned others = 0;
	struct sequence s;

	while (text.len) {
		bool is = read_sequence(text, &s);
		if (is && s.lead == LEAD_CERTAIN)
			return true;
		others += is && s.sign;
		text = str_slice(text, is ? s.took : 1, text.len);
	}
	return others > 1;
}

size_t text_repair(str text, char *out, uint32_t *at, size_t cap)
{
	size_t used = 0;

	if (!is_misread(text))
		return 0;
	for (str rest = text; rest.len;) {
		size_t place = text.len - rest.len;
		struct sequence s;
		if (!read_sequence(rest, &s))
			s.bytes[0] = rest.ptr[0], s.len = s.took = 1;
		if (s.len > cap - used)
			return 0;
		for (size_t i = 0; i < s.len; i++) {
			out[used] = s.bytes[i];
			at[used++] = (uint32_t)place;
		}
		rest = str_slice(rest, s.took, rest.len);
	}
	at[used] = (uint32_t)text.len;
	return used;
}
