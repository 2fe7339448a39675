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

/* The encodings that pages declare, by the names that browsers know them under, and what iconv calls the one that
 * browsers take them for. What is not here is windows-1252, as ISO-8859-1 is; a page that is UTF-8 or UTF-16 does not
 * get here. */
static const struct charset {
	const char *labels; /* lower case, a blank around each */
	const char *iconv;
} charsets[] = {
    {" windows-1250 cp1250 x-cp1250 ", "CP1250"},
    {" windows-1251 cp1251 x-cp1251 ", "CP1251"},
    {" windows-1253 cp1253 x-cp1253 ", "CP1253"},
    {" windows-1254 cp1254 x-cp1254 iso-8859-9 iso8859-9 latin5 ", "CP1254"},
    {" windows-1255 cp1255 x-cp1255 ", "CP1255"},
    {" windows-1256 cp1256 x-cp1256 ", "CP1256"},
    {" windows-1257 cp1257 x-cp1257 ", "CP1257"},
    {" windows-1258 cp1258 x-cp1258 ", "CP1258"},
    {" windows-874 iso-8859-11 iso8859-11 tis-620 dos-874 ", "CP874"},
    {" iso-8859-2 iso8859-2 iso_8859-2 latin2 ", "ISO-8859-2"},
    {" iso-8859-3 iso8859-3 latin3 ", "ISO-8859-3"},
    {" iso-8859-4 iso8859-4 latin4 ", "ISO-8859-4"},
    {" iso-8859-5 iso8859-5 iso_8859-5 cyrillic ", "ISO-8859-5"},
    {" iso-8859-6 iso8859-6 iso_8859-6 arabic ", "ISO-8859-6"},
    {" iso-8859-7 iso8859-7 iso_8859-7 greek ", "ISO-8859-7"},
    {" iso-8859-8 iso8859-8 iso-8859-8-i logical hebrew ", "ISO-8859-8"},
    {" iso-8859-10 iso8859-10 latin6 ", "ISO-8859-10"},
    {" iso-8859-13 iso8859-13 ", "ISO-8859-13"},
    {" iso-8859-14 iso8859-14 ", "ISO-8859-14"},
    {" iso-8859-15 iso8859-15 latin9 ", "ISO-8859-15"},
    {" iso-8859-16 ", "ISO-8859-16"},
    {" koi8-r koi8 koi8_r koi ", "KOI8-R"},
    {" koi8-u koi8-ru ", "KOI8-U"},
    {" ibm866 cp866 866 ", "CP866"},
    {" macintosh mac x-mac-roman ", "MACINTOSH"},
    {" x-mac-cyrillic x-mac-ukrainian ", "MAC-CYRILLIC"},
    {" gbk gb2312 gb_2312-80 x-gbk gb18030 chinese ", "GB18030"},
    {" big5 big5-hkscs cn-big5 x-x-big5 ", "BIG5-HKSCS"},
    {" euc-jp x-euc-jp ", "EUC-JP"},
    {" shift_jis shift-jis sjis x-sjis windows-31j ms_kanji ", "CP932"},
    {" iso-2022-jp ", "ISO-2022-JP"},
    {" euc-kr ks_c_5601-1987 ksc5601 windows-949 korean ", "CP949"},
};

enum { LABEL_MAX = 20 };

/* NULL when the label is not in the table. */
static const char *iconv_name(str label)
{
	char word[LABEL_MAX + 2] = " ";

	if (label.len == 0 || label.len > LABEL_MAX || memchr(label.ptr, '\0', label.len))
		return NULL;
	for (size_t i = 0; i < label.len; i++)
		word[i + 1] = label.ptr[i] >= 'A' && label.ptr[i] <= 'Z' ? (char)(label.ptr[i] | 0x20) : label.ptr[i];
	str whole = {word, label.len + 1};
	for (size_t i = 0; i < sizeof charsets / sizeof *charsets; i++) {
		str labels = str_from(charsets[i].labels);
		size_t at = str_find(labels, whole, 0);
		if (at != SIZE_MAX && labels.ptr[at + whole.len] == ' ')
			return charsets[i].iconv;
	}
	return NULL;
}

/* False when there is no such encoding: nothing is written then. */
static bool from_declared(struct buf *out, str s, str declared, size_t limit)
{
	const char *name = iconv_name(declared);
	char block[4096];
	char *in = (char *)(uintptr_t)s.ptr; /* iconv takes no const, and changes nothing */
	size_t left = s.len;
	bool cr = false;

	iconv_t converter = name ? iconv_open("UTF-8", name) : (iconv_t)-1;
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
	    {"GIF87a", 6, "a GIF picture"},
	    {"GIF89a", 6, "a GIF picture"},
	    {"II*\0", 4, "a TIFF picture"},
	    {"MM\0*", 4, "a TIFF picture"},
	    {"7z\xBC\xAF\x27\x1C", 6, "a 7z archive"},
	    {"Rar!\x1A\x07", 6, "a RAR archive"},
	    {"\xFD"
	     "7zXZ",
	     5, "xz-compressed data"},
	    {"\x7F"
	     "ELF",
	     4, "a program"},
	    {"MZ\x90", 3, "a Windows program"},
	    {"SQLite format 3", 16, "an SQLite database"},
	    {"PAR1\x15", 5, "a Parquet file"},
	    {"ID3\x02", 4, "a sound recording (MP3)"},
	    {"ID3\x03", 4, "a sound recording (MP3)"},
	    {"ID3\x04", 4, "a sound recording (MP3)"},
	    {"OggS\0", 5, "a sound or film recording (Ogg)"},
	};
	size_t skip;

	if (str_starts(s, STR("PK\x03\x04")) || str_starts(s, STR("PK\x05\x06")))
		return zip_kind(s);
	for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
		if (str_starts(s, (str){magics[i].bytes, magics[i].len}))
			return magics[i].kind;
	str behind = str_slice(s, 4, s.len);
	if (s.len && s.ptr[0] == '\0' && str_starts(behind, STR("ftyp")))
		return "a film recording (MP4)";
	if (str_starts(s, STR("RIFF")) && str_find_char(str_slice(behind, 0, 4), '\0', 0) != SIZE_MAX)
		return "a sound, film or picture (RIFF)";
	if (str_starts(s, STR("BZh")) && str_starts(behind, STR("1AY&SY")))
		return "bzip2-compressed data";
	return mark_of(s, &skip) == MARK_NONE && is_binary(s) ? "binary data" : NULL;
}
