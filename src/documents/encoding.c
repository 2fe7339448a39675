#include "documents/encoding.h"

#include <errno.h>
#include <iconv.h>

/* ---- UTF-8 -------------------------------------------------------------------------------------- */

/* Bytes of the valid sequence at the beginning of `s`, 0 when there is none: no overlong forms, no surrogates. */
static size_t sequence(str s)
{
	const uint8_t *p = (const uint8_t *)s.ptr;
	size_t n = p[0] < 0x80                   ? 1
	           : p[0] >= 0xC2 && p[0] < 0xE0 ? 2
	           : p[0] >= 0xE0 && p[0] < 0xF0 ? 3
	           : p[0] >= 0xF0 && p[0] < 0xF5 ? 4
	                                         : 0;

	if (n == 0 || n > s.len)
		return 0;
	for (size_t i = 1; i < n; i++)
		if ((p[i] & 0xC0) != 0x80)
			return 0;
	if ((p[0] == 0xE0 && p[1] < 0xA0) || (p[0] == 0xED && p[1] > 0x9F) || (p[0] == 0xF0 && p[1] < 0x90) ||
	    (p[0] == 0xF4 && p[1] > 0x8F))
		return 0;
	return n;
}

static bool looks_like_utf8(str s)
{
	size_t good = 0, bad = 0;

	for (size_t i = 0; i < s.len;) {
		size_t n = sequence(str_slice(s, i, s.len));
		good += n > 1;
		bad += n == 0;
		i += n ? n : 1;
	}
	return bad == 0 || good >= 4 * bad;
}

/* ---- writing ------------------------------------------------------------------------------------ */

/* One code point with the rules of encoding_decode. `*cr`: the one before was CR. */
static void put(struct buf *out, uint32_t c, bool *cr)
{
	bool after_cr = *cr;

	*cr = c == '\r';
	if (c == '\n' && after_cr)
		return;
	if (c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029)
		c = '\n';
	else if ((c < ' ' && c != '\n' && c != '\t') || c == 0x7F || (c > 0x7F && c < 0xA0))
		c = ' ';
	if (c < 0x80) {
		buf_add_char(out, (char)c);
	} else if (c < 0x800) {
		buf_add(out, (str){(char[]){(char)(0xC0 | c >> 6), (char)(0x80 | (c & 63))}, 2});
	} else if (c < 0x10000) {
		buf_add(
		    out,
		    (str){(char[]){(char)(0xE0 | c >> 12), (char)(0x80 | (c >> 6 & 63)), (char)(0x80 | (c & 63))}, 3});
	} else {
		buf_add(out, (str){(char[]){(char)(0xF0 | c >> 18), (char)(0x80 | (c >> 12 & 63)),
		                            (char)(0x80 | (c >> 6 & 63)), (char)(0x80 | (c & 63))},
		                   4});
	}
}

static uint32_t code_point(const char *s, size_t n)
{
	const uint8_t *p = (const uint8_t *)s;

	return n == 1   ? p[0]
	       : n == 2 ? (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu)
	       : n == 3 ? (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu)
	                : (p[0] & 0x07u) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 | (p[3] & 0x3Fu);
}

static void from_utf8(struct buf *out, str s, bool *cr)
{
	for (size_t i = 0; i < s.len;) {
		size_t n = sequence(str_slice(s, i, s.len));
		put(out, n ? code_point(s.ptr + i, n) : 0xFFFD, cr);
		i += n ? n : 1;
	}
}

static uint32_t unit16(str s, size_t at, bool big)
{
	const uint8_t *p = (const uint8_t *)s.ptr + at;

	return big ? (uint32_t)(p[0] << 8 | p[1]) : (uint32_t)(p[1] << 8 | p[0]);
}

static void from_utf16(struct buf *out, str s, bool big)
{
	bool cr = false;

	for (size_t i = 0; i + 2 <= s.len; i += 2) {
		uint32_t c = unit16(s, i, big);
		if (c >= 0xD800 && c < 0xDC00 && i + 4 <= s.len) {
			uint32_t low = unit16(s, i + 2, big);
			if (low >= 0xDC00 && low < 0xE000) {
				c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
				i += 2;
			}
		}
		put(out, c >= 0xD800 && c < 0xE000 ? 0xFFFD : c, &cr);
	}
	if (s.len % 2)
		put(out, 0xFFFD, &cr);
}

static void from_utf32(struct buf *out, str s, bool big)
{
	bool cr = false;

	for (size_t i = 0; i + 4 <= s.len; i += 4) {
		uint32_t high = unit16(s, big ? i : i + 2, big), low = unit16(s, big ? i + 2 : i, big),
		         c = high << 16 | low;
		put(out, c > 0x10FFFF || (c >= 0xD800 && c < 0xE000) ? 0xFFFD : c, &cr);
	}
}

static void from_windows_1252(struct buf *out, str s)
{
	static const uint16_t high[32] = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
	                                  0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
	                                  0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
	                                  0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};
	bool cr = false;

	for (size_t i = 0; i < s.len; i++) {
		uint8_t c = (uint8_t)s.ptr[i];
		put(out, c >= 0x80 && c < 0xA0 ? high[c - 0x80] : c, &cr);
	}
}

/* ---- declared encodings -------------------------------------------------------------------------- */

enum { CHARSET_MAX = 40 };

/* NUL-terminated; false for what is no name of an encoding that iconv should see ("//TRANSLIT"). */
static bool charset_name(str declared, char out[CHARSET_MAX + 1])
{
	if (declared.len == 0 || declared.len > CHARSET_MAX)
		return false;
	for (size_t i = 0; i < declared.len; i++) {
		char c = declared.ptr[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
		if (!letter && !(c >= '0' && c <= '9') && !memchr("._:-", c, 4))
			return false;
	}
	memcpy(out, declared.ptr, declared.len);
	out[declared.len] = '\0';
	return true;
}

/* These are windows-1252 in practice, or are not what the bytes can be. */
static bool is_western(str name)
{
	static const char *const names[] = {"iso-8859-1",   "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii",
	                                    "windows-1252", "cp1252",    "utf-8",  "utf8",    "utf-16",   "utf-16le",
	                                    "utf-16be",     "utf-32",    "utf-7",  "ucs-2",   "ucs-4"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_equal_nocase(name, str_from(names[i])))
			return true;
	return false;
}

/* False when iconv knows no such encoding: nothing is written then. */
static bool from_declared(struct buf *out, str s, str declared, size_t limit)
{
	char name[CHARSET_MAX + 1], block[4096];
	char *in = (char *)(uintptr_t)s.ptr; /* iconv takes no const, and changes nothing */
	size_t left = s.len;
	bool cr = false;

	if (is_western(declared) || !charset_name(declared, name))
		return false;
	iconv_t converter = iconv_open("UTF-8", name);
	if (converter == (iconv_t)-1)
		return false;
	while (left && out->len <= limit && !out->failed) {
		char *to = block;
		size_t room = sizeof block;
		size_t rc = iconv(converter, &in, &left, &to, &room);
		int why = errno;
		from_utf8(out, (str){block, sizeof block - room}, &cr);
		if (rc == (size_t)-1 && why != E2BIG && left) { /* a sequence that stands for nothing, or is cut off */
			put(out, 0xFFFD, &cr);
			in++;
			left--;
		}
	}
	iconv_close(converter);
	return true;
}

static size_t find_nocase(str s, const char *word, size_t from)
{
	size_t n = strlen(word);

	for (size_t i = from; i + n <= s.len; i++)
		if (str_equal_nocase(str_slice(s, i, i + n), (str){word, n}))
			return i;
	return SIZE_MAX;
}

/* The value behind `="` or `=`. */
static str value_at(str s, size_t at)
{
	s = str_trim(str_slice(s, at, s.len));
	if (!str_starts(s, STR("=")))
		return (str){NULL, 0};
	s = str_trim(str_slice(s, 1, s.len));
	if (s.len && (s.ptr[0] == '"' || s.ptr[0] == '\''))
		s = str_slice(s, 1, s.len);
	size_t n = 0;
	while (n < s.len && !memchr("\"' \t\r\n;>/?", s.ptr[n], 11))
		n++;
	return str_slice(s, 0, n);
}

str encoding_declared(str bytes)
{
	str head = str_slice(bytes, 0, 4096);

	if (str_starts(str_trim(head), STR("<?xml"))) {
		str declaration = str_slice(head, 0, str_find(head, STR("?>"), 0));
		size_t at = str_find(declaration, STR("encoding"), 0);
		if (at != SIZE_MAX)
			return value_at(declaration, at + 8);
	}
	for (size_t at = 0; (at = find_nocase(head, "<meta", at)) != SIZE_MAX; at++) {
		str tag = str_slice(head, at, str_find_char(head, '>', at));
		size_t charset = find_nocase(tag, "charset", 0);
		str value = charset == SIZE_MAX ? (str){NULL, 0} : value_at(tag, charset + 7);
		if (value.len)
			return value;
	}
	return (str){NULL, 0};
}

/* ---- what it is ----------------------------------------------------------------------------------- */

enum marked { MARK_NONE, MARK_UTF8, MARK_UTF16_LE, MARK_UTF16_BE, MARK_UTF32_LE, MARK_UTF32_BE };

/* Zero bytes at every second place of the beginning: UTF-16 whose mark got lost. */
static enum marked zero_pattern(str s)
{
	size_t n = s.len < 512 ? s.len & ~(size_t)1 : 512, even = 0, odd = 0;

	for (size_t i = 0; i < n; i += 2) {
		even += s.ptr[i] == '\0';
		odd += s.ptr[i + 1] == '\0';
	}
	if (n >= 8 && odd * 10 >= n / 2 * 7 && even == 0)
		return MARK_UTF16_LE;
	if (n >= 8 && even * 10 >= n / 2 * 7 && odd == 0)
		return MARK_UTF16_BE;
	return MARK_NONE;
}

static enum marked mark_of(str s, size_t *skip)
{
	static const struct {
		const char *bytes;
		size_t len;
		enum marked mark;
	} marks[] = {{"\xEF\xBB\xBF", 3, MARK_UTF8},
	             {"\xFF\xFE\0\0", 4, MARK_UTF32_LE},
	             {"\0\0\xFE\xFF", 4, MARK_UTF32_BE},
	             {"\xFF\xFE", 2, MARK_UTF16_LE},
	             {"\xFE\xFF", 2, MARK_UTF16_BE}};

	*skip = 0;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_starts(s, (str){marks[i].bytes, marks[i].len})) {
			*skip = marks[i].len;
			return marks[i].mark;
		}
	return zero_pattern(s);
}

ties_code encoding_decode(struct buf *out, str bytes, str declared, size_t limit, ties_error *err)
{
	size_t skip;
	enum marked mark = mark_of(bytes, &skip);
	str s = str_slice(bytes, skip, bytes.len);
	bool cr = false, japanese = str_equal_nocase(declared, STR("iso-2022-jp"));

	if (mark == MARK_UTF16_LE || mark == MARK_UTF16_BE)
		from_utf16(out, s, mark == MARK_UTF16_BE);
	else if (mark == MARK_UTF32_LE || mark == MARK_UTF32_BE)
		from_utf32(out, s, mark == MARK_UTF32_BE);
	else if (mark == MARK_UTF8 || (looks_like_utf8(s) && !japanese))
		from_utf8(out, s, &cr);
	else if (!from_declared(out, s, declared, limit))
		from_windows_1252(out, s);
	if (out->failed)
		return error_nomem(err);
	if (out->len > limit)
		return error_set(err, TIES_ERR_LIMIT, "the text is longer than %zu MB; split it", limit >> 20);
	return TIES_OK;
}

/* A zip archive by the names of its first members. */
static const char *zip_kind(str s)
{
	str head = str_slice(s, 0, 4096);

	if (str_find(head, STR("word/"), 0) != SIZE_MAX)
		return "a Word document (docx)";
	if (str_find(head, STR("xl/"), 0) != SIZE_MAX)
		return "an Excel workbook (xlsx)";
	if (str_find(head, STR("ppt/"), 0) != SIZE_MAX)
		return "a PowerPoint presentation (pptx)";
	if (str_find(head, STR("opendocument"), 0) != SIZE_MAX)
		return "an OpenDocument file (odt, ods or odp)";
	if (str_find(head, STR("epub"), 0) != SIZE_MAX)
		return "an EPUB book";
	if (str_find(head, STR("[Content_Types].xml"), 0) != SIZE_MAX)
		return "an Office document (docx, xlsx or pptx)";
	return "a zip archive";
}

/* Controls that text does not have, in the beginning of the file. A few zero bytes happen. */
static bool is_binary(str s)
{
	str head = str_slice(s, 0, 4096);
	size_t controls = 0;

	for (size_t i = 0; i < head.len; i++) {
		uint8_t c = (uint8_t)head.ptr[i];
		controls += (c < ' ' && !memchr("\t\n\v\f\r\x1a\x1b", c, 7)) || c == 0x7F;
	}
	return controls * 10 > head.len;
}

const char *encoding_binary_kind(str s)
{
	static const struct {
		const char *bytes;
		size_t len;
		const char *kind;
	} magics[] = {
	    {"%PDF-", 5, "a PDF document"},
	    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, "an old Office document (doc, xls or ppt)"},
	    {"{\\rtf", 5, "an RTF document"},
	    {"%!PS", 4, "a PostScript document"},
	    {"\x89PNG", 4, "a PNG picture"},
	    {"\xFF\xD8\xFF", 3, "a JPEG picture"},
	    {"GIF8", 4, "a GIF picture"},
	    {"II*\0", 4, "a TIFF picture"},
	    {"MM\0*", 4, "a TIFF picture"},
	    {"7z\xBC\xAF\x27\x1C", 6, "a 7z archive"},
	    {"Rar!\x1A\x07", 6, "a RAR archive"},
	    {"\xFD"
	     "7zXZ",
	     5, "xz-compressed data"},
	    {"BZh", 3, "bzip2-compressed data"},
	    {"\x7F"
	     "ELF",
	     4, "a program"},
	    {"MZ\x90", 3, "a Windows program"},
	    {"SQLite format 3", 16, "an SQLite database"},
	    {"PAR1", 4, "a Parquet file"},
	    {"ID3", 3, "a sound recording (MP3)"},
	    {"OggS", 4, "a sound or film recording (Ogg)"},
	    {"RIFF", 4, "a sound, film or picture (RIFF)"},
	};
	size_t skip;

	if (str_starts(s, STR("PK\x03\x04")) || str_starts(s, STR("PK\x05\x06")))
		return zip_kind(s);
	for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
		if (str_starts(s, (str){magics[i].bytes, magics[i].len}))
			return magics[i].kind;
	if (str_starts(str_slice(s, 4, s.len), STR("ftyp")))
		return "a film recording (MP4)";
	return mark_of(s, &skip) == MARK_NONE && is_binary(s) ? "binary data" : NULL;
}
