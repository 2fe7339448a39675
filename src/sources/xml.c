#include "sources/xml.h"

#include <expat.h>
#include <stdlib.h>

/* How much goes to expat at once. An incomplete tag is scanned again with every block, so blocks are not small. */
enum { BLOCK = 64 * 1024 };

/* An open element. */
struct level {
	size_t name_at; /* its name in xml->names */
	size_t text_at; /* where its text begins in xml->text */
};

struct xml {
	XML_Parser parser;
	const struct xml_reader *reader;
	const char *path;        /* for messages */
	const char **attributes; /* expat's pairs, NULL outside `open` */
	struct level level[XML_DEPTH_MAX];
	size_t depth;     /* open elements */
	struct buf names; /* their local names, back to back */
	struct buf text;  /* their texts so far, back to back */
	uint64_t fed;     /* bytes given to expat */
	ties_code failed; /* sticky: why the parse was stopped */
	bool told;        /* the message is in err already */
	ties_error *err;  /* the caller's */
};

static str local_name(const char *name)
{
	const char *colon = strrchr(name, ':');

	return str_from(colon ? colon + 1 : name);
}

static bool is_blank(str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!memchr(" \t\r\n", s.ptr[i], 4))
			return false;
	return true;
}

static void stop(struct xml *xml, ties_code code)
{
	xml->failed = code;
	xml->told = true;
	XML_StopParser(xml->parser, XML_FALSE);
}

static str level_name(const struct xml *xml, size_t i)
{
	size_t end = i + 1 < xml->depth ? xml->level[i + 1].name_at : xml->names.len;

	return str_slice(buf_str(&xml->names), xml->level[i].name_at, end);
}

static bool push_level(struct xml *xml, str name)
{
	if (xml->depth == XML_DEPTH_MAX) {
		stop(xml,
		     error_at(xml->err, TIES_ERR_LIMIT, xml->path, xml_line(xml),
		              "elements are nested more than %d deep; no list is, so this is not one", XML_DEPTH_MAX));
		return false;
	}
	if (name.len > XML_NAME_MAX) {
		stop(xml, error_at(xml->err, TIES_ERR_LIMIT, xml->path, xml_line(xml),
		                   "the name of an element is longer than %d bytes; this is not a list", XML_NAME_MAX));
		return false;
	}
	if (xml->depth) { /* white space before a child is layout */
		size_t at = xml->level[xml->depth - 1].text_at;
		if (is_blank(str_slice(buf_str(&xml->text), at, xml->text.len)))
			xml->text.len = at;
	}
	xml->level[xml->depth++] = (struct level){xml->names.len, xml->text.len};
	buf_add(&xml->names, name);
	return true;
}

static void XMLCALL on_open(void *context, const char *raw, const char **attributes)
{
	struct xml *xml = context;
	str name = local_name(raw);

	if (xml->failed != TIES_OK || !push_level(xml, name))
		return;
	xml->attributes = attributes;
	ties_code rc = xml->names.failed ? error_nomem(xml->err) : xml->reader->open(xml->reader->context, xml, name);
	xml->attributes = NULL;
	if (rc != TIES_OK)
		stop(xml, rc);
}

static void XMLCALL on_close(void *context, const char *raw)
{
	struct xml *xml = context;

	if (xml->failed != TIES_OK || xml->depth == 0)
		return;
	struct level *level = &xml->level[xml->depth - 1];
	str text = str_slice(buf_str(&xml->text), level->text_at, xml->text.len);
	if (is_blank(text))
		text.len = 0;
	ties_code rc = xml->text.failed ? error_nomem(xml->err)
	                                : xml->reader->close(xml->reader->context, xml, local_name(raw), text);
	xml->text.len = level->text_at;
	xml->names.len = level->name_at;
	xml->depth--;
	if (rc != TIES_OK)
		stop(xml, rc);
}

static void XMLCALL on_text(void *context, const char *text, int len)
{
	struct xml *xml = context;

	if (xml->failed != TIES_OK || xml->depth == 0)
		return;
	buf_add(&xml->text, (str){text, (size_t)len});
	if (xml->text.len - xml->level[xml->depth - 1].text_at > XML_TEXT_MAX)
		stop(xml,
		     error_at(xml->err, TIES_ERR_LIMIT, xml->path, xml_line(xml),
		              "the text of <%.*s> is longer than %d bytes; no list has that, so the file is damaged",
		              STR_ARG(level_name(xml, xml->depth - 1)), XML_TEXT_MAX));
}

/* A list needs no entities of its own; the only use of them in the wild is to make a reader explode. */
static void XMLCALL on_entity(void *context, const char *name, int, const char *, int, const char *, const char *,
                              const char *, const char *)
{
	struct xml *xml = context;

	if (xml->failed == TIES_OK)
		stop(xml, error_at(xml->err, TIES_ERR_FORMAT, xml->path, xml_line(xml),
		                   "the file declares an entity \"%.60s\"; lists do not, and it is not expanded. "
		                   "Download the list from its publisher again",
		                   name));
}

/* Legal XML may cite an entity that an external DTD declares; what it stands for is lost, so say so. */
static void XMLCALL on_skipped(void *context, const char *name, int)
{
	struct xml *xml = context;

	if (xml->failed == TIES_OK)
		stop(xml, error_at(xml->err, TIES_ERR_FORMAT, xml->path, xml_line(xml),
		                   "the file uses an entity \"&%.60s;\" that only a DTD outside of it explains; "
		                   "nothing outside the file is read",
		                   name));
}

/* windows-1252 is the only encoding seen in lists that expat does not bring along. */
static int XMLCALL on_encoding(void *, const char *name, XML_Encoding *out)
{
	static const uint16_t high[32] = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
	                                  0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
	                                  0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
	                                  0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

	if (!str_equal_nocase(str_from(name), STR("windows-1252")))
		return XML_STATUS_ERROR;
	for (int i = 0; i < 256; i++)
		out->map[i] = i >= 0x80 && i < 0xA0 ? high[i - 0x80] : i;
	out->data = NULL;
	out->convert = NULL;
	out->release = NULL;
	return XML_STATUS_OK;
}

/* Why expat stopped, in words for a person who holds the file. */
static ties_code explain(struct xml *xml, bool at_end)
{
	enum XML_Error code = XML_GetErrorCode(xml->parser);
	uint64_t line = xml_line(xml);

	if (xml->told)
		return xml->failed;
	if (code == XML_ERROR_NO_MEMORY)
		return error_nomem(xml->err);
	if (xml->fed == 0)
		return error_at(xml->err, TIES_ERR_FORMAT, xml->path, 0, "the file is empty, an XML list was expected");
	if (at_end && xml->depth)
		return error_at(xml->err, TIES_ERR_FORMAT, xml->path, line,
		                "the file ends inside <%.*s>, it is truncated; download it again",
		                STR_ARG(level_name(xml, xml->depth - 1)));
	return error_at(xml->err, TIES_ERR_FORMAT, xml->path, line,
	                "not well-formed XML (%s, column %lu); download it again", XML_ErrorString(code),
	                (unsigned long)XML_GetCurrentColumnNumber(xml->parser) + 1);
}

/* Bytes that expat holds back because a tag, comment or the like has not ended yet. */
static bool token_too_long(const struct xml *xml)
{
	XML_Index done = XML_GetCurrentByteIndex(xml->parser);

	return done >= 0 && xml->fed - (uint64_t)done > XML_TEXT_MAX + BLOCK;
}

static ties_code feed(struct xml *xml, struct input *in)
{
	for (;;) {
		size_t got;
		void *block = XML_GetBuffer(xml->parser, BLOCK);
		if (!block)
			return error_nomem(xml->err);
		ties_code rc = input_read(in, block, BLOCK, &got, xml->err);
		if (rc != TIES_OK)
			return rc;
		xml->fed += got;
		if (XML_ParseBuffer(xml->parser, (int)got, got == 0) != XML_STATUS_OK || xml->failed != TIES_OK)
			return explain(xml, got == 0);
		if (got == 0)
			return TIES_OK;
		if (token_too_long(xml))
			return error_at(xml->err, TIES_ERR_LIMIT, xml->path, xml_line(xml),
			                "a tag or comment is longer than %d bytes; no list has that", XML_TEXT_MAX);
	}
}

ties_code xml_parse(struct input *in, const struct xml_reader *reader, ties_error *err)
{
	struct xml *xml = calloc(1, sizeof *xml);
	ties_code rc;

	if (xml)
		xml->parser = XML_ParserCreate(NULL);
	if (!xml || !xml->parser) {
		rc = error_nomem(err);
		goto done;
	}
	xml->reader = reader;
	xml->path = input_name(in);
	xml->err = err;
	XML_SetUserData(xml->parser, xml);
	XML_SetElementHandler(xml->parser, on_open, on_close);
	XML_SetCharacterDataHandler(xml->parser, on_text);
	XML_SetEntityDeclHandler(xml->parser, on_entity);
	XML_SetSkippedEntityHandler(xml->parser, on_skipped);
	XML_SetUnknownEncodingHandler(xml->parser, on_encoding, NULL);
	rc = feed(xml, in);
done:
	if (xml) {
		if (xml->parser)
			XML_ParserFree(xml->parser);
		buf_finish(&xml->names);
		buf_finish(&xml->text);
	}
	free(xml);
	return rc;
}

str xml_attribute(const struct xml *xml, const char *name)
{
	for (const char **a = xml->attributes; a && a[0]; a += 2)
		if (str_is(local_name(a[0]), name))
			return str_from(a[1]);
	return (str){NULL, 0};
}

bool xml_attribute_at(const struct xml *xml, size_t i, str *name, str *value)
{
	if (!xml->attributes)
		return false;
	for (size_t k = 0; k <= i; k++)
		if (!xml->attributes[2 * k])
			return false;
	*name = local_name(xml->attributes[2 * i]);
	*value = str_from(xml->attributes[2 * i + 1]);
	return true;
}

size_t xml_text_before(const struct xml *xml)
{
	return xml->depth < 2 ? 0 : xml->level[xml->depth - 1].text_at - xml->level[xml->depth - 2].text_at;
}

size_t xml_depth(const struct xml *xml)
{
	return xml->depth;
}

str xml_ancestor(const struct xml *xml, size_t up)
{
	return up < xml->depth ? level_name(xml, xml->depth - 1 - up) : (str){NULL, 0};
}

uint64_t xml_line(const struct xml *xml)
{
	return XML_GetCurrentLineNumber(xml->parser);
}

/* ---- the head of a file ------------------------------------------------------------------------- */

static str skip_past(str s, str mark)
{
	size_t at = str_find(s, mark, 0);

	return at == SIZE_MAX ? (str){NULL, 0} : str_slice(s, at + mark.len, s.len);
}

/* The first start tag without its brackets: `LIST a="1" b='2'`. */
static str root_tag(str s)
{
	if (str_starts(s, STR("\xef\xbb\xbf")))
		s = str_slice(s, 3, s.len);
	for (;;) {
		while (s.len && memchr(" \t\r\n", s.ptr[0], 4))
			s = str_slice(s, 1, s.len);
		if (str_starts(s, STR("<?")))
			s = skip_past(s, STR("?>"));
		else if (str_starts(s, STR("<!--")))
			s = skip_past(s, STR("-->"));
		else if (str_starts(s, STR("<!")))
			s = skip_past(s, STR(">"));
		else
			break;
	}
	if (!str_starts(s, STR("<")))
		return (str){NULL, 0};
	return str_slice(s, 1, str_find_char(s, '>', 0));
}

static bool ends_name(char c)
{
	return memchr(" \t\r\n/=", c, 6) != NULL;
}

/* Cuts a name off; without the prefix. */
static str cut_name(str *s)
{
	size_t n = 0;

	while (n < s->len && !ends_name(s->ptr[n]))
		n++;
	str name = str_slice(*s, 0, n);
	*s = str_slice(*s, n, s->len);
	size_t colon = str_find_char(name, ':', 0);
	return colon == SIZE_MAX ? name : str_slice(name, colon + 1, name.len);
}

str xml_root_name(str head)
{
	str tag = root_tag(head);

	return cut_name(&tag);
}

str xml_root_attribute(str head, const char *name)
{
	str tag = root_tag(head);

	cut_name(&tag);
	for (;;) {
		tag = str_trim(tag);
		str found = cut_name(&tag);
		tag = str_trim(tag);
		if (found.len == 0 || !str_starts(tag, STR("=")))
			return (str){NULL, 0};
		tag = str_trim(str_slice(tag, 1, tag.len));
		if (tag.len == 0 || (tag.ptr[0] != '"' && tag.ptr[0] != '\''))
			return (str){NULL, 0};
		size_t end = str_find_char(tag, tag.ptr[0], 1);
		if (end == SIZE_MAX)
			return (str){NULL, 0};
		if (str_is(found, name))
			return str_slice(tag, 1, end);
		tag = str_slice(tag, end + 1, tag.len);
	}
}
