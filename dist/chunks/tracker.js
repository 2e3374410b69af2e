import { S as printable } from "./words.js";
import { ht as systemClock } from "./core.js";

// src/compose/progress/every.ts
/** Calls `tick` again and again, `milliseconds` apart, until what it returns is called. */
function every(milliseconds, tick, clock = systemClock) {
	const stop = new AbortController();
	const go = async () => {
		for (;;) {
			await clock.sleep(milliseconds, stop.signal);
			if (stop.signal.aborted) return;
			tick();
		}
	};
	go().catch((error) => {
		if (!stop.signal.aborted) throw error;
	});
	return () => stop.abort();
}

// src/compose/progress/amounts.ts
const MB = 1e6;
/** A size in MB, as the results have it, to one place; whole from a thousand on. */
function megabytes(bytes) {
	const value = bytes / MB;
	return value >= 1e3 ? String(Math.round(value)) : value.toFixed(1);
}
/** `0:09`, `12:05`, `1:02:03`. */
function clockText(seconds) {
	const whole = Math.ceil(seconds);
	const two = (value) => String(value).padStart(2, "0");
	const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
	return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}
/** `45.2 of 120.0 MB` */
function amountText({ doneBytes, bytes }) {
	return `${megabytes(Math.max(0, doneBytes))} of ${megabytes(bytes)} MB`;
}
/** `38%`, never 100 before the end. */
function percentText({ doneBytes, bytes }) {
	const share = bytes > 0 ? Math.max(0, doneBytes) / bytes : 1;
	return `${Math.min(share >= 1 ? 100 : 99, Math.floor(share * 100))}%`;
}
/** `12.3 MB/s` */
function speedText(speed) {
	return `${megabytes(speed)} MB/s`;
}
/** Seconds until the rest is there at this speed; `undefined` when that cannot be said. */
function secondsLeft({ doneBytes, bytes, speed }) {
	const rest = bytes - doneBytes;
	if (rest <= 0 || speed === void 0 || speed < 1) return void 0;
	const seconds = rest / speed;
	return seconds < 36e4 ? seconds : void 0;
}

// src/compose/progress/lines.ts
const VERBS = {
	resolve: "resolving",
	judge: "judging",
	copy: "copying",
	sign: "signing",
	attach: "attaching to",
	confirm: "confirming",
	tag: "tagging"
};
/** `copying registry.example.com/team/app:1` */
function phaseText({ phase, subject }) {
	return `${VERBS[phase]} ${printable(subject, 300)}`;
}
function factsOf(transfer) {
	const { blobs, doneBlobs, speed } = transfer;
	const left = secondsLeft(transfer);
	return [
		[4, `${doneBlobs} of ${blobs} blobs`],
		[2, amountText(transfer)],
		[1, percentText(transfer)],
		...speed === void 0 ? [] : [[5, speedText(speed)]],
		...left === void 0 ? [] : [[3, `${clockText(left)} left`]]
	];
}
const textOf = (facts) => facts.map(([, text]) => text).join(", ");
/** No name is shortened to less than this while there are facts that can go. */
const NAME = 24;
/** Leaves out the middle, so that registry and tag stay to be seen. */
function shortened(text, columns) {
	if (text.length <= columns) return text;
	if (columns < 4) return text.slice(0, Math.max(0, columns));
	const head = Math.floor((columns - 1) / 2);
	return `${text.slice(0, head)}…${text.slice(text.length - (columns - 1 - head))}`;
}
/** Name and facts in one line of at most `columns`. */
function fitted(name, facts, columns) {
	let kept = facts;
	const room = () => columns - 2 - textOf(kept).length;
	while (kept.length > 1 && room() < Math.min(name.length, NAME)) {
		const first = Math.max(...kept.map(([goes]) => goes));
		kept = kept.filter(([goes]) => goes !== first);
	}
	if (kept.length === 0) return shortened(name, columns);
	if (room() < 4) return shortened(textOf(kept), columns);
	return `${shortened(name, room())}  ${textOf(kept)}`;
}
function blobLine(blob, columns) {
	return fitted(`  ${blob.digest.slice(0, 19)}`, [[2, amountText(blob)], [1, percentText(blob)]], columns);
}
function destinationLine(state, columns) {
	const name = printable(state.subject, 300);
	if (state.end !== void 0) return fitted(name, [[1, state.end]], columns);
	return fitted(name, state.phase === "copy" ? factsOf(state) : [[1, VERBS[state.phase]]], columns);
}
function totalLine({ destinations, total }, columns) {
	if (destinations.length === 1) return fitted("total", factsOf(total), columns);
	const ended = destinations.filter(({ end }) => end !== void 0).length;
	return fitted(`total, ${ended} of ${destinations.length} ended`, factsOf(total), columns);
}
/** Those under way first, then what ended last; what has no room is counted. */
function destinationLines(destinations, columns, rows) {
	if (destinations.length <= rows) return destinations.map((one) => destinationLine(one, columns));
	const first = destinations.filter(({ end }) => end === void 0 || end === "failed");
	const shown = new Set([...first, ...destinations].slice(0, Math.max(0, rows - 1)));
	return [...destinations.filter((one) => shown.has(one)).map((one) => destinationLine(one, columns)), shortened(`… and ${destinations.length - shown.size} more`, columns)];
}
/**
* What a terminal shows while a run works: each destination, as many blobs under way as there is room for, and the total;
* never more than fits, the last row left free for the cursor.
*/
function progressLines(snapshot, area) {
	const { latest, destinations } = snapshot;
	const columns = Math.max(1, area.columns - 1);
	const rows = Math.max(1, area.rows - 1);
	if (destinations.length === 0) return latest ? [shortened(phaseText(latest), columns)] : [];
	const total = totalLine(snapshot, columns);
	if (rows < 3) return [total];
	const [only] = destinations;
	const heads = destinations.length === 1 ? [shortened(only.end ?? phaseText(only), columns)] : destinationLines(destinations, columns, rows - 1);
	const blobs = destinations.length === 1 ? only.underWay : [];
	return [
		...heads,
		...blobs.slice(0, rows - 1 - heads.length).map((blob) => blobLine(blob, columns)),
		total
	];
}
/** The same in one line, for a log that only grows; `undefined` while nothing is copied. */
function progressLine(snapshot) {
	const { destinations, total } = snapshot;
	const open = destinations.filter(({ end }) => end === void 0);
	const [only] = destinations;
	if (!only || open.length === 0) return void 0;
	const facts = textOf(factsOf(total));
	if (destinations.length === 1) return `${phaseText(only)}: ${facts}`;
	return `copying, ${destinations.length - open.length} of ${destinations.length} destinations ended: ${facts}`;
}

// src/compose/progress/speed.ts
/** Milliseconds over which a speed is measured: long enough to be calm, short enough to show a standstill. */
const WINDOW = 1e4;
/** Samples closer together than this are one. */
const GRAIN = 250;
/** Before this nothing is said: the first bytes tell how fast a buffer fills. */
const SOONEST = 1e3;
/** Bytes a second, over a window that slides along. Times are milliseconds of any clock. */
var SlidingSpeed = class {
	#samples = [];
	#bytes = 0;
	/** @param bytes negative when what was counted is read again. */
	add(bytes, now) {
		if (this.#samples.length === 0) this.#samples.push({
			at: now,
			bytes: this.#bytes
		});
		this.#bytes += bytes;
		if (now - this.#samples.at(-1).at >= GRAIN) this.#samples.push({
			at: now,
			bytes: this.#bytes
		});
		this.#dropBefore(now - WINDOW);
	}
	/** `undefined` until there is enough to go by. */
	at(now) {
		this.#dropBefore(now - WINDOW);
		const [first] = this.#samples;
		if (!first || now - first.at < SOONEST) return void 0;
		return Math.max(0, (this.#bytes - first.bytes) * 1e3 / (now - first.at));
	}
	/** Keeps the newest sample that is too old: the window begins there. */
	#dropBefore(limit) {
		while (this.#samples.length > 1 && this.#samples[1].at <= limit) this.#samples.shift();
		const [first] = this.#samples;
		if (first && first.at < limit) this.#samples[0] = {
			at: limit,
			bytes: first.bytes
		};
	}
};

// src/compose/progress/tracker.ts
var Destination = class {
	subject;
	phase = "copy";
	end;
	blobs = 0;
	bytes = 0;
	doneBlobs = 0;
	doneBytes = 0;
	speed = new SlidingSpeed();
	underWay = /* @__PURE__ */ new Map();
	constructor(subject) {
		this.subject = subject;
	}
	blob({ digest, size, state }) {
		if (state === "started") this.underWay.set(digest, {
			bytes: size,
			doneBytes: 0
		});
		else {
			this.underWay.delete(digest);
			if (state === "copied") this.doneBlobs += 1;
			else {
				this.blobs -= 1;
				this.bytes -= size;
			}
		}
	}
	count(digest, bytes, now) {
		this.doneBytes += bytes;
		this.speed.add(bytes, now);
		const blob = this.underWay.get(digest);
		if (blob) blob.doneBytes += bytes;
	}
	state(now) {
		const { subject, phase, end, blobs, bytes, doneBlobs, doneBytes } = this;
		const underWay = [...this.underWay].map(([digest, blob]) => ({
			digest,
			...blob
		}));
		return {
			subject,
			phase,
			end,
			blobs,
			bytes,
			doneBlobs,
			doneBytes,
			speed: this.speed.at(now),
			underWay
		};
	}
};
/** Adds up what a run tells, for whoever draws it. Times are milliseconds of any clock. */
var ProgressTracker = class {
	#destinations = /* @__PURE__ */ new Map();
	#speed = new SlidingSpeed();
	#latest;
	take(event, now) {
		if (event.type === "identity") return;
		if (event.type === "phase") {
			const { phase, subject } = event;
			this.#latest = {
				phase,
				subject
			};
			const known = this.#destinations.get(subject);
			if (known) known.phase = phase;
			return;
		}
		if (event.type === "end") {
			const known = this.#destinations.get(event.subject);
			if (known) known.end = event.status;
			return;
		}
		const destination = this.#destinations.get(event.subject) ?? new Destination(event.subject);
		this.#destinations.set(event.subject, destination);
		if (event.type === "todo") {
			destination.blobs += event.blobs;
			destination.bytes += event.bytes;
		} else if (event.type === "blob") destination.blob(event);
		else {
			destination.count(event.digest, event.bytes, now);
			this.#speed.add(event.bytes, now);
		}
	}
	snapshot(now) {
		const destinations = [...this.#destinations.values()].map((one) => one.state(now));
		const sum = (part) => destinations.reduce((total, one) => total + one[part], 0);
		return {
			latest: this.#latest,
			destinations,
			total: {
				blobs: sum("blobs"),
				doneBlobs: sum("doneBlobs"),
				bytes: sum("bytes"),
				doneBytes: sum("doneBytes"),
				speed: this.#speed.at(now)
			}
		};
	}
};

export { every as a, progressLines as i, phaseText as n, progressLine as r, ProgressTracker as t };