/* Which script, which class: look-ups in the generated tables. */
#include "text/tables.h"

static const struct {
	const char *name, *code;
} scripts[SCRIPT_COUNT] = {
    [SCRIPT_COMMON] = {"Common", "Zyyy"},
    [SCRIPT_LATIN] = {"Latin", "Latn"},
    [SCRIPT_CYRILLIC] = {"Cyrillic", "Cyrl"},
    [SCRIPT_GREEK] = {"Greek", "Grek"},
    [SCRIPT_ARABIC] = {"Arabic", "Arab"},
    [SCRIPT_HEBREW] = {"Hebrew", "Hebr"},
    [SCRIPT_ARMENIAN] = {"Armenian", "Armn"},
    [SCRIPT_GEORGIAN] = {"Georgian", "Geor"},
    [SCRIPT_DEVANAGARI] = {"Devanagari", "Deva"},
    [SCRIPT_BENGALI] = {"Bengali", "Beng"},
    [SCRIPT_INDIC] = {"Indic", "Brah"},
    [SCRIPT_THAI] = {"Thai", "Thai"},
    [SCRIPT_HAN] = {"Han", "Hani"},
    [SCRIPT_KANA] = {"Kana", "Hrkt"},
    [SCRIPT_HANGUL] = {"Hangul", "Hang"},
    [SCRIPT_OTHER] = {"Other", "Zzzz"},
};

enum text_script text_script_of(uint32_t codepoint)
{
	return text_class_of(codepoint)->script;
}

const char *text_script_name(enum text_script script)
{
	return (unsigned)script < SCRIPT_COUNT ? scripts[script].name : scripts[SCRIPT_OTHER].name;
}

const char *text_script_code(enum text_script script)
{
	return (unsigned)script < SCRIPT_COUNT ? scripts[script].code : scripts[SCRIPT_OTHER].code;
}

bool text_is_ascii(str s)
{
	uint64_t all = 0;

	for (; s.len > 8; s = (str){s.ptr + 8, s.len - 8})
		all |= str_eight(s);
	return !((all | str_eight(s)) & UINT64_C(0x8080808080808080));
}

static bool is_ascii_letter(uint32_t c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* Most names are ASCII, of which the first letter tells. */
static enum text_script script_of_ascii(str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (is_ascii_letter((unsigned char)s.ptr[i]))
			return SCRIPT_LATIN;
	return SCRIPT_COMMON;
}

enum text_script text_script_main(str s)
{
	if (text_is_ascii(s))
		return script_of_ascii(s);
	size_t count[SCRIPT_COUNT] = {0};
	enum text_script best = SCRIPT_COMMON;

	while (s.len) {
		uint32_t c = utf8_next_quick(&s);
		if (c < 0x80) {
			count[SCRIPT_LATIN] += is_ascii_letter(c);
			continue;
		}
		const struct text_class *class = text_class_of(c);
		if ((class->flags & CHAR_LETTER) && class->script != SCRIPT_COMMON)
			count[class->script]++;
	}
	for (enum text_script script = SCRIPT_COMMON; script < SCRIPT_COUNT; script++)
		if (count[script] > count[best])
			best = script;
	return best;
}

bool text_is_letter(uint32_t codepoint)
{
	return text_class_of(codepoint)->flags & CHAR_LETTER;
}

bool text_is_digit(uint32_t codepoint)
{
	return text_class_of(codepoint)->flags & CHAR_DIGIT;
}

bool text_is_upper(uint32_t codepoint)
{
	return text_class_of(codepoint)->flags & CHAR_UPPER;
}

bool text_is_lower(uint32_t codepoint)
{
	return text_class_of(codepoint)->flags & CHAR_LOWER;
}

bool text_is_space(uint32_t codepoint)
{
	return text_class_of(codepoint)->flags & CHAR_SPACE;
}

int text_digit_value(uint32_t codepoint)
{
	return text_class_of(codepoint)->digit;
}
