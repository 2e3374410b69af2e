import { r as __exportAll } from "./rolldown-runtime.js";
import { ct as SealiftError, it as printable } from "./words.js";
import { Fn as EXTENSION, Ln as extensionName, Qn as DerParts, Rn as pointNames, Tn as ByteBudget, Xn as DerReader, Zn as contextTag, cr as TAG, dr as isInteger, er as pemBlocks, jn as readTime, lr as derChildren, ur as derElement, zn as readDistributionPoints } from "./registry.js";
import { f as errorIn } from "./secrets.js";
import { n as CRL_REASONS, ot as checkSignedObject, t as CLOCK_SKEW, wn as nameText, zt as SharedWork } from "./notation.js";
const { Buffer } = globalThis.process.getBuiltinModule("node:buffer");

// src/pki/crl/check-scope.ts
/**
* Checks that a list says something about a certificate (RFC 5280, 6.3.3, b).
*
* @param names of the distribution point that led to it.
* @throws SealiftError with the code of the list's reader.
*/
function checkCrlScope({ reader, scope, number, unknownCritical }, certificate, names) {
	if (unknownCritical.length > 0) throw reader.refuse(`has a critical extension that is not known (${unknownCritical.slice(0, 3).join(", ")})`);
	if (number === void 0) throw reader.refuse("has no CRLNumber");
	if (scope.indirect) throw reader.refuse("is an indirect CRL, which is not supported");
	const isCa = certificate.basicConstraints?.ca === true;
	if (scope.onlyAttributeCerts || (isCa ? scope.onlyUserCerts : scope.onlyCaCerts)) throw reader.refuse("is for certificates of another kind");
	if (scope.onlySomeReasons) throw reader.refuse("is complete only for some reasons");
	if (scope.names && !scope.names.some((name) => names.includes(name))) throw reader.refuse("is for another distribution point");
}

// src/pki/crl/decide.ts
const HOLD = 6;
const REMOVED = 8;
/**
* What the entries of one certificate say together. A hold may be lifted by removeFromCRL, which a delta CRL alone can say
* (RFC 5280, 5.3.1); the latest of the two counts. Any other reason revokes for good.
*
* @param base the entries of the complete list, `delta` those of its delta.
* @param signedAt the trusted time of the signature: a key that was suspected only later had made it well (invalidityDate).
*/
function decideRevocation(base, delta, signedAt) {
	let passing;
	for (const entry of [...base.filter(({ reason }) => reason !== REMOVED), ...delta]) {
		const { reason, invalidityDate, revokedAt } = entry;
		if (signedAt && invalidityDate && signedAt < invalidityDate) continue;
		if (reason !== HOLD && reason !== REMOVED) return {
			revokedAt,
			reason: CRL_REASONS[reason] ?? `reason ${reason}`
		};
		if (passing === void 0 || revokedAt > passing.revokedAt) passing = entry;
	}
	if (passing === void 0 || passing.reason === REMOVED) return void 0;
	return {
		revokedAt: passing.revokedAt,
		reason: "certificateHold"
	};
}

// src/pki/crl/read-extension-list.ts
/** The extensions of a CRL or of one of its entries (RFC 5280, 5.1); one that stands twice is refused. */
function readExtensionList(reader, list) {
	const seen = /* @__PURE__ */ new Set();
	return reader.children(list, TAG.sequence).map((element) => {
		const parts = reader.parts(element);
		const id = reader.oid(parts.required("extnID"));
		const critical = parts.optional(TAG.boolean);
		const value = reader.octets(parts.required("extnValue"));
		parts.end();
		if (seen.has(id)) throw reader.refuse(`has the extension ${extensionName(id)} twice`);
		seen.add(id);
		return {
			id,
			critical: critical !== void 0 && reader.boolean(critical),
			value
		};
	});
}

// src/pki/crl/find-entries.ts
/** An Extensions with nothing but a reasonCode, up to the value: most entries have this one, and it need not be read piece by piece. */
const REASON_ALONE = Buffer.from("300c300a0603551d1504030a01", "hex");
const ENUMERATED = 10;
const CONTEXT = {
	code: "revocation_unknown",
	what: "CRL entry"
};
function readEntryExtensions(der, crl) {
	const { reader, root } = DerReader.of(der, CONTEXT);
	const said = { reason: 0 };
	for (const { id, critical, value } of readExtensionList(reader, root)) if (id === EXTENSION.reasonCode) {
		const inside = reader.inside(value);
		said.reason = inside.reader.count(inside.root, ENUMERATED);
	} else if (id === EXTENSION.invalidityDate) {
		const inside = reader.inside(value);
		const date = inside.root.tag === 24 ? readTime(inside.reader, inside.root) : void 0;
		if (date === void 0) throw crl.reader.refuse("has an entry with a malformed invalidityDate");
		said.invalidityDate = date;
	} else if (critical) throw crl.reader.refuse(`has an entry with the critical extension ${extensionName(id)}`);
	return said;
}
/**
* Walks all entries of a list and gives those of one serial number. A critical extension in any of them that is not understood
* makes the list unusable (RFC 5280, 5.3), since it may say whose entries follow.
*
* @param serial without a zero in front.
* @throws SealiftError where an entry is malformed.
*/
function findEntries(crl, serial) {
	const { der, entries, reader } = crl;
	const found = [];
	if (entries === void 0) return found;
	const wanted = Buffer.from(serial);
	for (let offset = entries.contentStart; offset < entries.end;) {
		const entry = derElement(der, offset, entries.end, CONTEXT);
		const number = derElement(der, entry.contentStart, entry.end, CONTEXT);
		const time = derElement(der, number.end, entry.end, CONTEXT);
		if (entry.tag !== TAG.sequence || number.tag !== TAG.integer || time.tag !== 23 && time.tag !== 24) throw reader.refuse("has a malformed entry");
		if (!isInteger(reader.content(number))) throw reader.refuse("has an integer that is not DER");
		const said = time.end === entry.end ? { reason: 0 } : extensionsOf(crl, time.end, entry);
		if (isSerial(der, number, wanted)) {
			const revokedAt = readTime(reader, time);
			if (revokedAt === void 0) throw reader.refuse("has an entry with a malformed time");
			found.push({
				revokedAt,
				...said
			});
		}
		offset = entry.end;
	}
	return found;
}
function extensionsOf(crl, offset, entry) {
	const { der } = crl;
	const list = derElement(der, offset, entry.end, CONTEXT);
	if (list.end !== entry.end || list.tag !== TAG.sequence) throw crl.reader.refuse("has a malformed entry");
	if (list.end - offset === REASON_ALONE.length + 1 && der[list.end - 1] < 128 && REASON_ALONE.every((octet, at) => der[offset + at] === octet)) return { reason: der[list.end - 1] };
	return readEntryExtensions(der.subarray(offset, list.end), crl);
}
/** Compares with the natural number: a zero in front only says that it is not negative. */
function isSerial(der, { contentStart, end }, wanted) {
	const start = der[contentStart] === 0 ? contentStart + 1 : contentStart;
	if (end - start !== wanted.length || start === contentStart && der[start] >= 128) return false;
	for (let at = 0; at < wanted.length; at += 1) if (der[start + at] !== wanted[at]) return false;
	return true;
}

// src/notation/revocation/ask-crl.ts
var ask_crl_exports = /* @__PURE__ */ __exportAll({ askCrl: () => askCrl });
/** A distribution point names few addresses; each may cost a wait. */
const MAX_URLS = 10;
const unknown = (reason) => new SealiftError("revocation_unknown", reason);
/** Addresses that can be fetched; the names of one point are alternatives (RFC 5280, 4.2.1.13). */
function addressesOf({ urls, hasReasons, hasCrlIssuer }) {
	if (hasReasons) throw unknown("names a CRL that is complete only for some reasons");
	if (hasCrlIssuer) throw unknown("names a CRL of another issuer, and indirect CRLs are not supported");
	const addresses = urls.filter((url) => /^https?:\/\//i.test(url)).slice(0, MAX_URLS);
	if (addresses.length === 0) throw unknown("names a CRL without an address of HTTP");
	return addresses;
}
/** What the first address gives that has what is wanted; else the error of the last one. */
async function firstOf(addresses, signal, load) {
	let failure;
	for (const url of addresses) try {
		return await load(url);
	} catch (error) {
		signal.throwIfAborted();
		failure = error;
	}
	throw failure;
}
function saidOf(crl, certificate, names) {
	checkCrlScope(crl, certificate, names);
	const { thisUpdate, nextUpdate, freshest, scope, number } = crl;
	return {
		thisUpdate,
		nextUpdate,
		freshest,
		scope,
		number,
		entries: findEntries(crl, certificate.serialNumber)
	};
}
/** The delta CRL of a base (RFC 5280, 5.2.4): of the same issuer and scope, later, and built on this base or an older one. */
async function deltaOf(base, certificate, issuer, names, { loader, signal }) {
	if (base.freshest.length === 0) {
		if (certificate.hasFreshestCrl) throw unknown("names a delta CRL that its CRL does not name");
		return;
	}
	return firstOf(base.freshest.flatMap(addressesOf).slice(0, MAX_URLS), signal, (url) => loader.use({
		url,
		issuer,
		kind: "delta"
	}, signal, (delta) => {
		const { reader, scope, baseNumber } = delta;
		if (scope.der !== base.scope.der) throw reader.refuse("has another scope than its base");
		const said = saidOf(delta, certificate, names);
		if (said.number <= base.number) throw reader.refuse("is not later than its base");
		if (baseNumber > base.number) throw reader.refuse("is built on a later base");
		return said;
	}));
}
async function askPoint(point, certificate, issuer, o) {
	const { signal, signedAt, loader } = o;
	return firstOf(addressesOf(point), signal, async (url) => {
		const place = {
			url,
			issuer,
			kind: "complete"
		};
		const base = await loader.use(place, signal, (crl) => saidOf(crl, certificate, point.names));
		let revocation = decideRevocation(base.entries, [], signedAt);
		let last = base;
		try {
			const delta = await deltaOf(base, certificate, issuer, point.names, o);
			if (delta) {
				revocation = decideRevocation(base.entries, delta.entries, signedAt);
				last = delta;
			}
		} catch (error) {
			signal.throwIfAborted();
			if (!revocation) throw error;
		}
		return {
			status: revocation ? "revoked" : "good",
			source: url,
			thisUpdate: last.thisUpdate,
			nextUpdate: last.nextUpdate ?? null,
			revokedAt: revocation?.revokedAt ?? null,
			reason: revocation?.reason ?? null
		};
	});
}
/**
* Asks all distribution points of a certificate (RFC 5280, 6.3): it is good when all of them say so, and revoked when one does.
* It does not reject but for an abort of `signal`.
*/
async function askCrl(certificate, issuer, o) {
	const { crlPoints } = certificate;
	const answers = await Promise.allSettled(crlPoints.map((point) => askPoint(point, certificate, issuer, o)));
	o.signal.throwIfAborted();
	const about = {
		subject: nameText(certificate.subject),
		thumbprint: certificate.thumbprint
	};
	const known = answers.flatMap((answer) => answer.status === "fulfilled" ? [answer.value] : []);
	const revoked = known.find(({ status }) => status === "revoked");
	if (revoked) return {
		...about,
		method: "crl",
		message: null,
		...revoked
	};
	const failed = answers.find((answer) => answer.status === "rejected");
	const [first] = known;
	if (!failed && first) return {
		...about,
		method: "crl",
		message: null,
		...first
	};
	const reason = failed?.reason instanceof Error ? failed.reason.message : "no CRL is named";
	return {
		...about,
		status: "unknown",
		method: null,
		source: crlPoints.flatMap(({ urls }) => urls).at(0) ?? null,
		thisUpdate: null,
		nextUpdate: null,
		revokedAt: null,
		reason: null,
		message: `has an unknown status by CRL: ${printable(reason, 600)}`
	};
}

// src/pki/crl/check-crl.ts
/**
* Checks that the issuer made this list: by its name, its key and its key usage (RFC 5280, 6.3.3, f and g).
*
* @throws SealiftError with the code of the list's reader.
*/
function checkCrlIssuer({ reader, issuer, signed }, authority) {
	if (Buffer.compare(issuer, authority.subject.der) !== 0) throw reader.refuse("is by another issuer than the certificate");
	if (authority.keyUsage && !authority.keyUsage.bits.has("cRLSign")) throw reader.refuse("is by an issuer whose key usage does not allow to sign CRLs");
	checkSignedObject(reader, signed, authority.publicKey);
}
/** @throws SealiftError for a list that is not of its time, or does not say until when it holds. */
function checkCrlDates({ reader, thisUpdate, nextUpdate }, at) {
	if (nextUpdate === void 0) throw reader.refuse("does not say until when it holds (nextUpdate)");
	if (thisUpdate.getTime() > at.getTime() + 3e5) throw reader.refuse(`is from the future (thisUpdate ${thisUpdate.toISOString()})`);
	if (nextUpdate < at) throw reader.refuse(`is out of date since ${nextUpdate.toISOString()}`);
}

// src/pki/crl/read-crl-extensions.ts
/** Octets of a CRLNumber (RFC 5280, 5.2.3). */
const LONGEST_NUMBER = 20;
function numberOf(reader, root) {
	const bytes = reader.natural(root);
	if (bytes.length > LONGEST_NUMBER) throw reader.refuse("has a number of more than 20 octets");
	return BigInt(`0x0${Buffer.from(bytes).toString("hex")}`);
}
const FULL_SCOPE = {
	der: "",
	onlyUserCerts: false,
	onlyCaCerts: false,
	onlyAttributeCerts: false,
	onlySomeReasons: false,
	indirect: false
};
/** IssuingDistributionPoint ::= SEQUENCE of six optional parts (RFC 5280, 5.2.5). */
function scopeOf(reader, root) {
	const parts = reader.parts(root);
	const name = parts.optional(contextTag(0));
	const flag = (number) => {
		const part = parts.optional(contextTag(number, false));
		if (part === void 0) return false;
		const content = reader.content(part);
		if (content.length !== 1 || content[0] !== 0 && content[0] !== 255) throw reader.refuse("has a boolean that is not DER");
		return content[0] !== 0;
	};
	const onlyUserCerts = flag(1);
	const onlyCaCerts = flag(2);
	const onlySomeReasons = parts.optional(contextTag(3, false)) !== void 0;
	const indirect = flag(4);
	const onlyAttributeCerts = flag(5);
	parts.end();
	return {
		der: Buffer.from(reader.whole(root)).toString("hex"),
		...name ? { names: pointNames(reader, name).names } : {},
		onlyUserCerts,
		onlyCaCerts,
		onlyAttributeCerts,
		onlySomeReasons,
		indirect
	};
}
const READERS = {
	[EXTENSION.crlNumber]: (reader, root) => ({ number: numberOf(reader, root) }),
	[EXTENSION.deltaCrlIndicator]: (reader, root) => ({ baseNumber: numberOf(reader, root) }),
	[EXTENSION.issuingDistributionPoint]: (reader, root) => ({ scope: scopeOf(reader, root) }),
	[EXTENSION.freshestCrl]: (reader, root) => ({ freshest: readDistributionPoints(reader, root) }),
	[EXTENSION.authorityKeyIdentifier]: () => ({})
};
/** Reads the extensions of a CRL (RFC 5280, 5.2). One that stands twice is refused, as is one that is malformed. */
function readCrlExtensions(reader, list) {
	const said = {
		number: void 0,
		baseNumber: void 0,
		scope: FULL_SCOPE,
		freshest: [],
		unknownCritical: []
	};
	if (list === void 0) return said;
	const unknownCritical = [];
	for (const { id, critical, value } of readExtensionList(reader, list)) {
		const read = Object.hasOwn(READERS, id) ? READERS[id] : void 0;
		if (!read) {
			if (critical) unknownCritical.push(extensionName(id));
			continue;
		}
		const inside = reader.inside(value, `extension ${extensionName(id)}`);
		Object.assign(said, read(inside.reader, inside.root));
	}
	return {
		...said,
		unknownCritical
	};
}

// src/pki/crl/read-crl.ts
/** Bytes; a list of a million certificates has some 36 MiB. */
const MAX_SIZE = 67108864;
const VERSION_2 = 1;
const isTime = (part) => part.tag === 23 || part.tag === 24;
/** The parts of an element, which a definition bounds to a few. */
function fewParts(der, parent, context) {
	const parts = [];
	for (const part of derChildren(der, parent, context)) {
		parts.push(part);
		if (parts.length > 8) throw errorIn(context, "is no CRL");
	}
	return parts;
}
/**
* Reads a CertificateList of version 2 (RFC 5280, 5.1) but for its entries, which `findEntries` walks.
*
* @throws SealiftError with the code of `context`.
*/
function readCrl(der, context) {
	if (der.length > MAX_SIZE) throw errorIn(context, "is larger than 64 MiB");
	const root = derElement(der, 0, der.length, context);
	if (root.end !== der.length) throw errorIn(context, "has bytes behind its end (DER)");
	if (root.tag !== TAG.sequence) throw errorIn(context, "is no CRL");
	const signed = fewParts(der, root, context);
	const [tbs, algorithm, value] = signed;
	if (signed.length !== 3 || tbs?.tag !== TAG.sequence || !algorithm || !value) throw errorIn(context, "is no CRL");
	const reader = DerReader.unchecked(der, context);
	/** The same element, after a check that it is DER throughout. */
	const checked = (part) => {
		DerReader.of(reader.whole(part), context);
		return part;
	};
	checked(algorithm);
	checked(value);
	const parts = new DerParts(fewParts(der, tbs, context), (reason) => errorIn(context, reason));
	const version = parts.optional(TAG.integer);
	if (version === void 0 || reader.count(version) !== VERSION_2) throw errorIn(context, "is a CRL of another version than 2");
	const inner = checked(parts.required("signature"));
	if (Buffer.compare(reader.whole(inner), reader.whole(algorithm)) !== 0) throw errorIn(context, "names two signature algorithms");
	const issuer = checked(parts.required("issuer"));
	if (issuer.tag !== TAG.sequence) throw errorIn(context, "is malformed: its issuer is no name");
	const time = (part) => {
		const read = isTime(part) ? readTime(reader, part) : void 0;
		if (read === void 0) throw errorIn(context, "is malformed: a time is expected");
		return read;
	};
	const thisUpdate = time(parts.required("thisUpdate"));
	const next = parts.optional(23) ?? parts.optional(24);
	const entries = parts.optional(TAG.sequence);
	const extensions = parts.optional(contextTag(0));
	parts.end();
	if (extensions) checked(extensions);
	return {
		der,
		reader,
		signed,
		issuer: reader.whole(issuer),
		thisUpdate,
		nextUpdate: next && time(next),
		entries,
		...readCrlExtensions(reader, extensions && reader.only(extensions, contextTag(0)))
	};
}

// src/notation/revocation/kept-crls.ts
/** Bytes of all lists together. */
const MOST = 8388608;
/** A short list costs more than its bytes. */
const MOST_LISTS = 256;
/** Lists that were judged, by name; those that were used longest ago are forgotten first. */
var KeptCrls = class {
	#lists = /* @__PURE__ */ new Map();
	#bytes = 0;
	get(name) {
		const crl = this.#lists.get(name);
		if (crl === void 0) return void 0;
		this.#lists.delete(name);
		this.#lists.set(name, crl);
		return crl;
	}
	add(name, crl) {
		this.#forget(name);
		this.#lists.set(name, crl);
		this.#bytes += crl.der.length;
		for (const oldest of this.#lists.keys()) {
			if (this.#bytes <= MOST && this.#lists.size <= MOST_LISTS) return;
			this.#forget(oldest);
		}
	}
	#forget(name) {
		this.#bytes -= this.#lists.get(name)?.der.length ?? 0;
		this.#lists.delete(name);
	}
};

// src/notation/revocation/crl-loader.ts
var crl_loader_exports = /* @__PURE__ */ __exportAll({ CrlLoader: () => CrlLoader });
/** Bytes; a longer list is not kept in memory, and is judged while no other such list is. */
const LARGE = 1048576;
const seenOf = ({ number, thisUpdate, scope }) => ({
	number,
	thisUpdate,
	scope: scope.der
});
/** Numbers grow within one scope (RFC 5280, 5.2.3); between scopes the time tells. */
function isOlder(one, other) {
	if (one.scope !== other.scope || one.number === void 0 || other.number === void 0) return one.thisUpdate < other.thisUpdate;
	return one.number < other.number;
}
const KIND_FAULT = {
	complete: "is a delta CRL, where a complete one has to be",
	delta: "is no delta CRL"
};
function holds$1(check) {
	try {
		check();
		return true;
	} catch {
		return false;
	}
}
/** Brings the CRLs of a run: each one once for all who ask for it, from the cache or the network. */
var CrlLoader = class {
	#source;
	#cache;
	#now;
	#turn = new ByteBudget(1);
	#kept = new KeptCrls();
	#loading = /* @__PURE__ */ new Map();
	/** @param now the time that every check takes for now, read when a list is judged. */
	constructor(source, cache, now) {
		this.#source = source;
		this.#cache = cache;
		this.#now = now;
	}
	/**
	* Hands the list of one place to `read`: one that its issuer made and that is of its time. A list that is older than one that
	* was stored is a replay, and is not believed. Nothing of the list may be held afterwards, since it may be large.
	*
	* @throws SealiftError where there is none, what the source rejects with, or what `read` throws.
	*/
	async use(place, signal, read) {
		const name = `${place.kind} ${place.issuer.thumbprint} ${place.url}`;
		const kept = this.#kept.get(name);
		if (kept) return read(kept);
		let answer = void 0;
		const reader = (crl) => {
			try {
				answer = { value: read(crl) };
			} catch (error) {
				answer = { error };
				throw error;
			}
		};
		while (answer === void 0) {
			const { readers, work } = this.#loadingOf(name, place);
			readers.add(reader);
			try {
				await work.wait(signal);
			} finally {
				readers.delete(reader);
			}
		}
		if ("value" in answer) return answer.value;
		throw answer.error;
	}
	#loadingOf(name, place) {
		const before = this.#loading.get(name);
		if (before && !before.work.isAbandoned) return before;
		const readers = /* @__PURE__ */ new Set();
		const work = new SharedWork((signal) => this.#load(name, place, readers, signal));
		const loading = {
			work,
			readers
		};
		this.#loading.set(name, loading);
		const forget = () => {
			if (this.#loading.get(name) === loading) this.#loading.delete(name);
		};
		work.done.then(forget, forget);
		return loading;
	}
	async #load(name, place, readers, signal) {
		const stored = await this.#turn.hold(1, signal, async () => {
			const crl = await this.#stored(name, place);
			if (crl === void 0 || !holds$1(() => checkCrlDates(crl, this.#now()))) return crl && seenOf(crl);
			this.#hand(name, crl, readers);
			return "fresh";
		});
		if (stored === "fresh") return;
		signal.throwIfAborted();
		const der = await this.#source.crl(place.url, signal);
		const judge = () => this.#judge(name, place, der, stored, readers);
		await (der.length > LARGE ? this.#turn.hold(1, signal, judge) : judge());
	}
	async #judge(name, place, der, stored, readers) {
		const crl = this.#sound(place, der);
		checkCrlDates(crl, this.#now());
		const isReplay = stored !== void 0 && isOlder(seenOf(crl), stored);
		if (isReplay && stored.thisUpdate <= this.#now()) throw crl.reader.refuse("is older than one seen before");
		if (this.#hand(name, crl, readers) && !isReplay) await this.#store(name, place, crl);
		this.#hand(name, crl, readers);
	}
	/** @returns whether the list said something to one of the readers, each of which is asked once. */
	#hand(name, crl, readers) {
		if (crl.der.length <= LARGE) this.#kept.add(name, crl);
		const served = [...readers].filter((reader) => holds$1(() => reader(crl)));
		readers.clear();
		return served.length > 0;
	}
	/** A list that its issuer made and that is of the kind that is asked for, of whatever time. */
	#sound({ url, issuer, kind }, der) {
		const crl = readCrl(der, {
			code: "revocation_unknown",
			what: `CRL ${printable(url)}`
		});
		checkCrlIssuer(crl, issuer);
		if (crl.baseNumber !== void 0 !== (kind === "delta")) throw crl.reader.refuse(KIND_FAULT[kind]);
		return crl;
	}
	async #stored(name, place) {
		try {
			const der = await this.#cache?.read(name);
			return der && this.#sound(place, der);
		} catch {
			return;
		}
	}
	/** Another run may have stored a later list meanwhile; of a large one a second copy would cost too much memory to look. */
	async #store(name, place, crl) {
		if (crl.der.length <= LARGE) {
			const now = await this.#stored(name, place);
			if (now && isOlder(seenOf(crl), seenOf(now))) return;
		}
		await this.#cache?.write(name, crl.der).catch(() => void 0);
	}
};

// src/notation/revocation/given-crls.ts
var given_crls_exports = /* @__PURE__ */ __exportAll({
	askGiven: () => askGiven,
	readGivenCrls: () => readGivenCrls
});
/**
* Reads a file of one CRL in DER, or of one or more in PEM.
*
* @throws SealiftError `crl_invalid`.
*/
function readGivenCrls(bytes, name) {
	const context = {
		code: "crl_invalid",
		what: `CRL ${name}`
	};
	const given = (der) => ({
		name,
		der,
		crl: readCrl(der, context)
	});
	if (bytes[0] === 48) return [given(bytes)];
	const blocks = pemBlocks(Buffer.from(bytes).toString("latin1"), context);
	const [other] = blocks.filter(({ label }) => label !== "X509 CRL");
	if (other) throw new SealiftError("crl_invalid", `CRL ${name}: holds a block ${other.label}`);
	if (blocks.length === 0) throw new SealiftError("crl_invalid", `CRL ${name}: is neither DER nor PEM`);
	return blocks.map(({ bytes: der }) => given(der));
}
function holds(check) {
	try {
		check();
		return true;
	} catch {
		return false;
	}
}
/** What a given list says about a certificate; a listed one is revoked also by a list that is out of date. */
function answerOf({ name, crl }, certificate, issuer, at, signedAt) {
	if (Buffer.compare(crl.issuer, certificate.issuer.der) !== 0) return void 0;
	const names = certificate.crlPoints.flatMap((point) => point.names);
	if (!holds(() => checkCrlIssuer(crl, issuer)) || crl.scope.indirect) return void 0;
	let revocation;
	try {
		revocation = decideRevocation(findEntries(crl, certificate.serialNumber), [], signedAt);
	} catch {
		return;
	}
	const isComplete = crl.baseNumber === void 0 && crl.freshest.length === 0 && holds(() => checkCrlScope(crl, certificate, names)) && holds(() => checkCrlDates(crl, at));
	if (!revocation && !isComplete) return void 0;
	return {
		subject: nameText(certificate.subject),
		thumbprint: certificate.thumbprint,
		status: revocation ? "revoked" : "good",
		method: "file",
		source: name,
		thisUpdate: crl.thisUpdate,
		nextUpdate: crl.nextUpdate ?? null,
		revokedAt: revocation?.revokedAt ?? null,
		reason: revocation?.reason ?? null,
		message: null
	};
}
/** What the given lists say about a certificate; `undefined` where none is for it. One that lists it counts before all others. */
function askGiven(crls, certificate, issuer, at, signedAt) {
	const answers = crls.flatMap((one) => answerOf(one, certificate, issuer, at, signedAt) ?? []);
	return answers.find(({ status }) => status === "revoked") ?? answers[0];
}

export { crl_loader_exports as n, ask_crl_exports as r, given_crls_exports as t };