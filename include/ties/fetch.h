/* What do the publishers offer today? Current official lists into an archive of dated versions. */
#ifndef TIES_FETCH_H
#define TIES_FETCH_H

#include "ties/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A list whose publisher's address is known. Static strings. */
typedef struct ties_known_list {
	const char *dataset; /**< OpenSanctions' name: "us_ofac_sdn" */
	const char *title, *publisher;
	const char *url;   /**< the publisher's own */
	const char *needs; /**< what must be added to get it (a token); "": nothing, it is fetched by default */
} ties_known_list;

/** The list number `index`, counted from 0; false behind the last one. */
TIES_API bool ties_known_list_at(size_t index, ties_known_list *out);

/** What came of one list. */
typedef enum ties_fetch_outcome {
	TIES_FETCH_NEW = 0,   /**< a version that the archive did not have */
	TIES_FETCH_REPLACED,  /**< the version of a date that was there already, published once more with other content
	                       */
	TIES_FETCH_UNCHANGED, /**< the newest version in the archive is still the current one */
	TIES_FETCH_REFUSED,   /**< what came is not archived: no list, cut, shrunken, older. The archive is as it was */
	TIES_FETCH_FAILED     /**< nothing whole came. The archive is as it was */
} ties_fetch_outcome;

/** "new", "replaced", "unchanged", "refused", "failed". */
TIES_API const char *ties_fetch_outcome_name(ties_fetch_outcome outcome);

typedef struct ties_fetch_result {
	ties_str dataset;
	ties_str
	    url; /**< what could be a secret in an address that was typed (its query) is replaced by a short hash */
	ties_fetch_outcome outcome;
	ties_str reason; /**< why it was refused or failed, one sentence; else empty */
	ties_str file;   /**< newest version in the archive, as archive/dataset/date.ext; empty: there is none */
	int32_t date;    /**< of that version; TIES_DAY_MIN: there is none */
	const char
	    *date_from; /**< of a version that came now: "list" (it says so), "last-modified" or "download"; else "" */
	uint64_t size;  /**< bytes of that file */
	uint64_t entries; /**< persons, bodies, vessels … in a version that came now, else 0 */
	uint64_t rejects; /**< rows of it that could not be used */
	ties_str sha256;  /**< of that file, 64 hexadecimal digits; empty where not computed */
} ties_fetch_result;

typedef struct ties_fetch_options {
	size_t size;              /**< sizeof(ties_fetch_options) */
	const char *archive;      /**< folder of the versions; made when it is not there */
	const char *const *lists; /**< "DATASET" (a known one) or "DATASET=URL" */
	size_t list_count;        /**< 0: all known lists that need nothing else */
	int64_t now;              /**< seconds since 1970; 0 takes the clock */
	bool force;               /**< accept a version that is older or less than half as large as the newest one */
	bool allow_http;          /**< accept addresses with http:// (never a redirect from https to it) */
	const char *ca_file;      /**< certificates to trust (PEM) in place of the system's; NULL: the system's */
	uint64_t max_size;        /**< bytes that a list may have, packed or unpacked; 0 means 1 GiB */
	unsigned timeout;         /**< seconds without progress after which a transfer is given up; 0 means 60 */
	unsigned tries;           /**< of a list whose server does not answer or breaks off; 0 means 3 */
	/** Called now and then while bytes come; `total` is 0 while unknown. Or NULL. */
	void (*progress)(void *context, const char *dataset, uint64_t done, uint64_t total);
	void *context;
} ties_fetch_options;

typedef struct ties_fetch_report {
	ties_str archive;
	const ties_fetch_result *results; /**< in the order asked for */
	size_t result_count;
	size_t failures;        /**< results that were refused or failed */
	uint64_t damaged_lines; /**< of the manifest, which could not be read and are dropped */
} ties_fetch_report;

/** Gets each list into archive/DATASET/DATE.ext, where ties_build reads them, and writes archive/manifest.tsv. A
 * version appears whole or not at all; one list that fails does not keep the others from being fetched. TIES_OK even
 * then: the results say so. TIES_ERR_USAGE: an unknown dataset, a bad address; TIES_ERR_IO: the archive cannot be
 * written, or another process is fetching into it (versions that came before the failure stay). Free with
 * ties_fetch_report_free. Blocks for as long as the servers take. Proxies are taken from the environment, as curl does
 * (https_proxy, no_proxy). */
TIES_API TIES_NODISCARD ties_code ties_fetch(const ties_fetch_options *options, ties_fetch_report **out,
                                             ties_error *err);
TIES_API void ties_fetch_report_free(ties_fetch_report *report);

#ifdef __cplusplus
}
#endif
#endif
