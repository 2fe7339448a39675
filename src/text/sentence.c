/* Where does a sentence end?
 *
 * Behind . ! ? … and their kin, with the quotes and brackets that close there, if white space follows (full-width and
 * Indic stops need none), and at an empty line. A full stop ends nothing behind an initial, an abbreviation, a number
 * before a month, or a number that is all there is so far; nor does any end before a lower-case letter. */
#include "text/spelling.h"

enum { WORD_BEFORE_MAX = 32 };

static uint32_t peek(str s, size_t at, size_t *width)
{
	str rest = str_slice(s, at, s.len);
	size_t before = rest.len;

	*width = 0;
	if (before == 0)
		return 0;
	uint32_t c = utf8_next(&rest);
	*width = before - rest.len;
	return c;
}

/* A stop that needs no space behind it. */
static bool is_wide_stop(uint32_t c)
{
	return c == 0x3002 || c == 0xFF0E || c == 0xFF01 || c == 0xFF1F || c == 0xFF61 || c == 0x964 || c == 0x965 ||
	       c == 0x589 || c == 0x6D4 || c == 0x61F || c == 0x1362 || c == 0x104B;
}

static bool is_stop(uint32_t c)
{
	return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x203C || c == 0x2047 || is_wide_stop(c);
}

static bool is_closing(uint32_t c)
{
	return c == ')' || c == ']' || c == '"' || c == '\'' || c == 0xBB || c == 0x203A || c == 0x2019 ||
	       c == 0x201D || c == 0x201C || c == 0x300D || c == 0x300F || c == 0x3011 || c == 0xFF09;
}

/* The word that ends at `end`, dots inside it included. */
static str word_before(str s, size_t end)
{
	size_t start = end;

	while (start > 0 && end - start < WORD_BEFORE_MAX) {
		unsigned char byte = (unsigned char)s.ptr[start - 1];
		if (byte <= ' ' || strchr("()[]{}\"'/,;:<>", byte))
			break;
		start--;
	}
	while (start < end && ((unsigned char)s.ptr[start] & 0xC0) == 0x80)
		start++;
	return str_slice(s, start, end);
}

static str word_behind(str s, size_t at)
{
	size_t start = at, width;
	uint32_t c;

	while ((c = peek(s, at, &width)), width && at - start <= WORD_BEFORE_MAX && text_is_letter(c))
		at += width;
	return str_slice(s, start, at);
}

static bool is_number(str word)
{
	for (size_t i = 0; i < word.len; i++)
		if (word.ptr[i] < '0' || word.ptr[i] > '9')
			return false;
	return word.len > 0;
}

static bool is_initial(str word)
{
	size_t width;
	uint32_t c = peek(word, 0, &width);

	return width && width == word.len && text_is_letter(c) && !text_is_lower(c);
}

/* "U.S", "z.B": letters with dots between. */
static bool is_dotted(str word)
{
	size_t units = 0;

	for (str rest = word, piece; str_split(&rest, '.', &piece); units++)
		if (utf8_length(piece) != 1 || !text_is_letter(utf8_next(&piece)))
			return false;
	return units >= 2;
}

/* Does the full stop at `at` belong to the word before it? `behind`: where the next word begins. */
static bool belongs_to_word(str s, size_t at, size_t behind)
{
	str before = word_before(s, at), next = word_behind(s, behind);
	uint64_t known = frequent_word(before), next_known = frequent_word(next);

	if (is_number(before))
		return before.len == at || (before.len <= 2 && (next_known & WORD_MONTH));
	if (is_initial(before))
		return true;
	if ((known & WORD_CLOSING) || (is_dotted(before) && !(known & WORD_ABBREVIATION)))
		return !(next_known & WORD_LANGUAGES);
	return known & WORD_ABBREVIATION;
}

static size_t skip_spaces(str s, size_t at)
{
	size_t width;

	while (text_is_space(peek(s, at, &width)) && width)
		at += width;
	return at;
}

/* Where the sentence ends whose stop stands at `at`; 0 when it does not end there. `*run` becomes the length of the
 * stops and closing signs that begin there: where the first of them ends nothing, none of the others does. */
static size_t end_behind_stop(str s, size_t at, uint32_t stop, size_t *run)
{
	size_t end = at + *run, more;
	bool wide = is_wide_stop(stop), single = true;

	for (uint32_t c; (c = peek(s, end, &more)), more && (is_stop(c) || is_closing(c)); end += more) {
		single = single && !is_stop(c);
		wide = wide || is_wide_stop(c);
	}
	*run = end - at;
	size_t behind = skip_spaces(s, end);
	if (behind == s.len)
		return end;
	if (!wide && behind == end)
		return 0;
	size_t next_width, letter = behind;
	uint32_t next = peek(s, letter, &next_width);
	if (text_is_lower(next))
		return 0;
	if (stop == '.' && single && belongs_to_word(s, at, behind))
		return 0;
	return end;
}

/* An empty line at the line feed at `at`? */
static bool is_empty_line(str s, size_t at)
{
	for (at++; at < s.len && (s.ptr[at] == ' ' || s.ptr[at] == '\t' || s.ptr[at] == '\r'); at++)
		;
	return at < s.len && s.ptr[at] == '\n';
}

static size_t find_end(str s)
{
	for (size_t at = 0, width; at < s.len; at += width) {
		unsigned char byte = (unsigned char)s.ptr[at];
		width = 1;
		if (byte == '\f' || (byte == '\n' && is_empty_line(s, at)))
			return at;
		if (byte < 0x80 && byte != '.' && byte != '!' && byte != '?')
			continue;
		uint32_t c = peek(s, at, &width);
		if (c == 0x2029)
			return at;
		size_t end = is_stop(c) ? end_behind_stop(s, at, c, &width) : 0;
		if (end)
			return end;
	}
	return s.len;
}

static str trim(str s)
{
	size_t width;

	s = str_slice(s, skip_spaces(s, 0), s.len);
	while (s.len) {
		size_t last = s.len - 1;
		while (last > 0 && ((unsigned char)s.ptr[last] & 0xC0) == 0x80 && s.len - last < 4)
			last--;
		if (!text_is_space(peek(s, last, &width)) || last + width != s.len)
			break;
		s.len = last;
	}
	return s;
}

bool text_sentence(str *rest, str *sentence)
{
	str s = str_slice(*rest, skip_spaces(*rest, 0), rest->len);

	if (s.len == 0) {
		*rest = *sentence = (str){NULL, 0};
		return false;
	}
	size_t end = find_end(s);
	*sentence = trim(str_slice(s, 0, end));
	*rest = str_slice(s, end, s.len);
	return true;
}
