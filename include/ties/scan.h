/* Who is mentioned in this document, and what were they on its date? */
#ifndef TIES_SCAN_H
#define TIES_SCAN_H

#include "ties/match.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ties_how {
	TIES_HOW_NAME,
	TIES_HOW_ALIAS,
	TIES_HOW_ACRONYM,
	TIES_HOW_SURNAME,
	TIES_HOW_ADJECTIVE,
	TIES_HOW_INHABITANTS,
	TIES_HOW_GOVERNMENT,
	TIES_HOW_METONYM,
	TIES_HOW_FUZZY,
	TIES_HOW_DEFINED /**< "the … (the Group)" */
} ties_how;
/** "name", "alias", "acronym", "surname", … static. */
TIES_API const char *ties_how_name(ties_how how);

/** Another reading of a mention. */
typedef struct ties_alternative {
	uint32_t entity; /**< index into entities, or UINT32_MAX when it is not among them */
	ties_str id, caption;
	double score;
} ties_alternative;

typedef struct ties_mention {
	size_t start, end; /**< code points of the document's text */
	size_t byte_start, byte_end;
	ties_str text;
	uint32_t entity; /**< index into entities; UINT32_MAX when ambiguous (see alternatives) */
	ties_how how;
	double score;                         /**< 0..1 */
	const ties_alternative *alternatives; /**< other readings, best first; with an ambiguous mention all of them */
	size_t alternative_count;
} ties_mention;

typedef struct ties_scan_entity {
	ties_entity entity;   /**< listings and offices valued on the document's date */
	size_t count;         /**< mentions linked to it */
	size_t first_mention; /**< index into mentions */
	ties_str label;       /**< the form it is most often named by in the document */
} ties_scan_entity;

typedef struct ties_scan {
	ties_str path, title;
	ties_str text;         /**< the document's text, UTF-8, that offsets refer to */
	ties_when date;        /**< the document's date, or the one asked for */
	const char *date_from; /**< "text", "metadata", "option", "today" */
	ties_str date_text;    /**< the words the date was read from, or empty */
	const char *language;  /**< ISO 639-1 or "und" */
	size_t characters, words;
	const ties_scan_entity *entities; /**< listed ones first, then office-holders, then others; by count */
	size_t entity_count;
	const ties_mention *mentions; /**< in order of the text, not overlapping */
	size_t mention_count;
	const struct ties_span {
		size_t byte_start, byte_end;
		uint8_t kind, level;
	} * blocks; /**< enum document_block_kind */
	size_t block_count;
	const ties_tie *ties; /**< between two of those named, in order of time; valued on the document's date */
	size_t tie_count;
	const ties_tie *event_ties; /**< to events that two or more of them had a part in; event by event */
	size_t event_tie_count;
	size_t ties_left_out; /**< further ones, that the limit cut */
	int64_t book_built_at;
	size_t dataset_count;
} ties_scan;

typedef struct ties_scan_options {
	size_t size;
	ties_time time;   /**< `on` overrides the document's date */
	double threshold; /**< for fuzzy mentions; 0 means 0.85 */
	size_t ties;      /**< how many ties are told at least where there are so many; 0 means 200. Those that hold on
	                   *   the date come first, then the most telling; a tie and its denial are never parted */
} ties_scan_options;

/** Scans a document (a path or "-"). Free with ties_scan_free. */
TIES_API TIES_NODISCARD ties_code ties_scan_file(const ties_book *book, const char *path,
                                                 const ties_scan_options *options, ties_scan **out, ties_error *err);
/** The same for text in memory: plain text, Markdown or HTML, told from content and `name`. */
TIES_API TIES_NODISCARD ties_code ties_scan_text(const ties_book *book, const char *name, ties_str text,
                                                 const ties_scan_options *options, ties_scan **out, ties_error *err);
TIES_API void ties_scan_free(ties_scan *scan);

#ifdef __cplusplus
}
#endif
#endif
