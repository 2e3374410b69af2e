import { ct as SealiftError, nt as quotable } from "./words.js";
const { createHash } = globalThis.process.getBuiltinModule("node:crypto");

// src/planning/shard.ts
/** The most shards of a run: as many as an array job of AWS Batch has. */
const MOST_SHARDS = 1e4;
/**
* The shard that alone writes to a repository: 1 + the first eight bytes of the SHA-256 of its name in lower case, modulo `shards`.
*
* @param repository `REGISTRY/REPOSITORY` of the destination.
*/
function shardOf(repository, shards) {
	const first = createHash("sha256").update(repository.toLowerCase()).digest().readBigUInt64BE(0);
	return 1 + Number(first % BigInt(shards));
}
/** `2/4` */
function formatShard({ index, total }) {
	return `${index}/${total}`;
}
function isShard({ index, total }) {
	return Number.isSafeInteger(index) && Number.isSafeInteger(total) && total >= 1 && total <= 1e4 && index >= 1 && index <= total;
}
/**
* Reads `2/4`: the second of four shards.
*
* @throws SealiftError `usage`.
*/
function parseShard(text) {
	const [, index, total] = /^([1-9]\d{0,4})\/([1-9]\d{0,4})$/.exec(text) ?? [];
	const shard = {
		index: Number(index),
		total: Number(total)
	};
	if (isShard(shard)) return shard;
	throw new SealiftError("usage", `--shard: ${quotable(text)} is no shard`, { hint: `Write I/N with I from 1 to N and N up to ${MOST_SHARDS}, such as 2/4, or auto.` });
}

export { shardOf as a, parseShard as i, formatShard as n, isShard as r, MOST_SHARDS as t };