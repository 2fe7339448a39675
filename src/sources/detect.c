/* Whose file is this? Every format is asked in the order of the registry; when none claims the file, the error
 * says what it looks like instead, since most refused files are error pages that a server sent with status 200. */
#include "base/buf.h"
#include "sources/source.h"
#include "text/text.h"

#include <stdio.h>

enum { SHOWN_MAX = 70 }; /* bytes of foreign text in a message */

struct magic {
	const char *bytes;
	size_t len;
	const char *what;
};

static const struct magic magics[] = {
    {"PK\3\4", 4, "a zip archive (unpack it first)"},
    {"%PDF", 4, "a PDF document"},
    {"\xfd"
     "7zXZ",
     5, "xz-compressed data (unpack it first)"},
    {"BZh", 3, "bzip2-compressed data (unpack it first)"},
    {"7z\xbc\xaf\x27\x1c", 6, "a 7z archive (unpack it first)"},
    {"Rar!", 4, "a RAR archive (unpack it first)"},
    {"\xd0\xcf\x11\xe0", 4, "an old Office document"},
    {"SQLite format 3", 15, "an SQLite database"},
    {"PAR1", 4, "a Parquet file"},
    {"\x89PNG", 4, "a PNG picture"},
    {"\xff\xd8\xff", 3, "a JPEG picture"},
    {"\x7f"
     "ELF",
     4, "a program"},
    {"\xff\xfe", 2, "UTF-16 text (save it as UTF-8)"},
    {"\xfe\xff", 2, "UTF-16 text (save it as UTF-8)"},
};

/* Appends at most SHOWN_MAX bytes of foreign text, whole code points, white space and controls as blanks, what is not
 * UTF-8 as "?". */
static void show(struct buf *out, str text)
{
	size_t len = text.len < SHOWN_MAX ? text.len : SHOWN_MAX;

	while (len < text.len && len > 0 && ((unsigned char)text.ptr[len] & 0xc0) == 0x80)
		len--;
	bool well = utf8_invalid_at(str_slice(text, 0, len)) == SIZE_MAX;
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];
		buf_add_char(out, c < ' ' || c == 0x7f ? ' ' : c >= 0x80 && !well ? '?' : (char)c);
	}
	if (len < text.len)
		buf_add(out, STR("…"));
}

static size_t find_nocase(str s, str needle, size_t from)
{
	for (size_t i = from; i + needle.len <= s.len; i++)
		if (str_equal_nocase(str_slice(s, i, i + needle.len), needle))
			return i;
	return SIZE_MAX;
}

static bool starts_nocase(str s, str prefix)
{
	return str_equal_nocase(str_slice(s, 0, prefix.len), prefix);
}

static void describe_html(struct buf *out, str head)
{
	size_t title = find_nocase(head, STR("<title"), 0);
	size_t from = title == SIZE_MAX ? SIZE_MAX : str_find_char(head, '>', title);
	size_t to = from == SIZE_MAX ? SIZE_MAX : str_find_char(head, '<', from);
	str text = to == SIZE_MAX ? (str){NULL, 0} : str_trim(str_slice(head, from + 1, to));

	buf_add(out, STR("an HTML page"));
	if (text.len) {
		buf_add(out, STR(" titled \""));
		show(out, text);
		buf_add(out, STR("\" (an error or login page instead of the list?)"));
	}
}

/* The name of the first element; empty when there is none. */
static str root_element(str s)
{
	for (size_t at = 0; (at = str_find_char(s, '<', at)) != SIZE_MAX && at + 1 < s.len; at++) {
		if (s.ptr[at + 1] == '!' || s.ptr[at + 1] == '?') {
			bool comment = str_starts(str_slice(s, at, s.len), STR("<!--"));
			size_t end = comment ? str_find(s, STR("-->"), at) : str_find_char(s, '>', at);
			if (end == SIZE_MAX)
				break;
			at = end;
			continue;
		}
		size_t end = at + 1;
		while (end < s.len && !strchr(" \t\r\n/>", s.ptr[end]))
			end++;
		return str_slice(s, at + 1, end);
	}
	return (str){NULL, 0};
}

static void describe_xml(struct buf *out, str head)
{
	str root = root_element(head);

	if (!root.len) {
		buf_add(out, STR("XML without a root element"));
		return;
	}
	buf_add(out, STR("XML with the root element "));
	show(out, root);
}

static void describe_text(struct buf *out, str head)
{
	str line = str_slice(head, 0, str_find_char(head, '\n', 0));
	bool json = head.ptr[0] == '{' || head.ptr[0] == '[';

	if (json && (str_find(str_slice(head, 0, 400), STR("\"error"), 0) != SIZE_MAX ||
	             str_find(str_slice(head, 0, 400), STR("\"message\""), 0) != SIZE_MAX))
		buf_add(out, STR("a JSON error message, "));
	else if (json)
		buf_add(out, STR("JSON beginning "));
	else if (str_find_char(line, ',', 0) != SIZE_MAX || str_find_char(line, ';', 0) != SIZE_MAX ||
	         str_find_char(line, '\t', 0) != SIZE_MAX)
		buf_add(out, STR("CSV with the header "));
	else
		buf_add(out, STR("text beginning "));
	buf_add_char(out, '"');
	show(out, json ? head : str_trim(line));
	buf_add_char(out, '"');
}

static bool describe_binary(struct buf *out, str head)
{
	for (size_t i = 0; i < sizeof magics / sizeof *magics; i++) {
		if (str_starts(head, (str){magics[i].bytes, magics[i].len})) {
			buf_add(out, str_from(magics[i].what));
			return true;
		}
	}
	size_t nul = str_find_char(head, '\0', 0);
	if (nul == SIZE_MAX)
		return false;
	if (nul < 2 && head.len >= 4 && (head.ptr[0] == '\0') != (head.ptr[1] == '\0') &&
	    (head.ptr[2] == '\0') == (head.ptr[0] == '\0') && (head.ptr[3] == '\0') == (head.ptr[1] == '\0')) {
		buf_add(out, STR("UTF-16 text (save it as UTF-8)"));
		return true;
	}
	buf_add(out, STR("binary data that begins with bytes"));
	for (size_t i = 0; i < 4 && i < head.len; i++)
		buf_print(out, " %02x", (unsigned char)head.ptr[i]);
	return true;
}

bool source_describe(struct buf *out, str head)
{
	str text = str_trim(head);

	if (describe_binary(out, head))
		return true;
	if (text.len == 0 || str_is(text, "\x1a"))
		buf_add(out, STR("an empty file"));
	else if (starts_nocase(text, STR("<!doctype html")) ||
	         find_nocase(str_slice(text, 0, 1024), STR("<html"), 0) != SIZE_MAX)
		describe_html(out, text);
	else if (text.ptr[0] == '<')
		describe_xml(out, text);
	else {
		describe_text(out, text);
		return false;
	}
	return true;
}

static str family_of(const struct source_format *format)
{
	str describes = str_from(format->describes);

	return format->family ? str_from(format->family) : str_slice(describes, 0, str_find(describes, STR(" ("), 0));
}

/* Formats are many and a message is short: each family once. */
static void list_families(struct buf *out)
{
	const struct source_format *const *formats = source_formats();

	for (size_t i = 0; formats[i]; i++) {
		bool named = false;
		for (size_t k = 0; k < i; k++)
			named |= str_equal(family_of(formats[k]), family_of(formats[i]));
		if (named)
			continue;
		if (i)
			buf_add(out, STR(", "));
		buf_add(out, family_of(formats[i]));
	}
}

static ties_code refuse(struct input *in, str head, ties_error *err)
{
	struct buf expected = {0};
	struct buf found = {0};

	list_families(&expected);
	source_describe(&found, head);
	ties_code rc =
	    error_set(err, TIES_ERR_FORMAT, "%s: this is no list that ties reads, but %s. Expected one of these (%s)",
	              input_name(in), buf_cstr(&found), buf_cstr(&expected));
	buf_finish(&expected);
	buf_finish(&found);
	return rc;
}

ties_code source_detect(struct input *in, const char *name, const struct source_format **format,
                        struct source_claim *claim, ties_error *err)
{
	str head;
	ties_code rc = input_peek(in, &head, err);

	*format = NULL;
	if (rc != TIES_OK)
		return rc;
	for (const struct source_format *const *f = source_formats(); *f; f++) {
		*claim = (struct source_claim){.version = {TIES_DAY_MIN, TIES_DAY_MAX, DATE_UNKNOWN, false, false}};
		if ((*f)->detect(head, name ? name : "", claim)) {
			*format = *f;
			return TIES_OK;
		}
	}
	return refuse(in, head, err);
}
