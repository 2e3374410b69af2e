import { d as SealiftError } from "./run-result.js";
import { i as digestOf } from "./digest.js";
import { h as ENVELOPE_LIMIT, n as checkedStream, s as artifactTypeOf, u as MEDIA_TYPES, x as plainDescriptor } from "./open.js";
import { a as sortedMembers, i as goJson, o as formatTime } from "./open2.js";
import { Buffer } from "node:buffer";
import { pipeline } from "node:stream/promises";

// src/notation/signature-manifest.ts
/** The artifact type of a signature, and the config media type in the form that notation 1.3 writes. */
const NOTARY_ARTIFACT_TYPE = "application/vnd.cncf.notary.signature";
const EMPTY_CONFIG_BYTES = new TextEncoder().encode("{}");
/** The config of a signature manifest: the two bytes `{}`. */
const EMPTY_CONFIG = {
	mediaType: NOTARY_ARTIFACT_TYPE,
	digest: "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
	size: EMPTY_CONFIG_BYTES.length
};
const THUMBPRINTS = "io.cncf.notary.x509chain.thumbprint#S256";
const CREATED = "org.opencontainers.image.created";
/**
* The manifest that holds an envelope (signature-specification.md, "Storage"), in the form of notation 1.3: config media
* type instead of artifactType, which every reader knows, layouts included.
*/
function buildSignatureManifest({ subject, envelope, chain, signingTime }) {
	const bytes = goJson({
		schemaVersion: 2,
		mediaType: MEDIA_TYPES.ociImage,
		config: plainDescriptor(EMPTY_CONFIG),
		layers: [plainDescriptor(envelope)],
		subject: plainDescriptor(subject),
		annotations: sortedMembers({
			[THUMBPRINTS]: JSON.stringify(chain.map(({ thumbprint }) => thumbprint)),
			[CREATED]: formatTime(signingTime)
		})
	});
	return {
		descriptor: {
			mediaType: MEDIA_TYPES.ociImage,
			digest: digestOf(bytes),
			size: bytes.length
		},
		bytes
	};
}
/** Whether a manifest is a signature in one of its forms: artifactType, config media type, or the withdrawn artifact manifest. */
function isSignatureManifest(manifest) {
	return manifest.kind === "image" && artifactTypeOf(manifest) === "application/vnd.cncf.notary.signature";
}
/**
* The envelope's descriptor in a signature manifest.
*
* @throws SealiftError `signature_manifest_invalid` unless it is a signature with exactly one envelope of at most 32 MiB.
*/
function envelopeOf(manifest) {
	const refuse = (reason) => new SealiftError("signature_manifest_invalid", `the signature manifest ${reason}`);
	if (!isSignatureManifest(manifest)) throw refuse("is not of the Notary Project");
	const { ociImage, ociArtifact } = MEDIA_TYPES;
	if (manifest.mediaType !== ociImage && manifest.mediaType !== ociArtifact) throw refuse(`is of the type ${manifest.mediaType}, which holds no signatures`);
	if (manifest.artifactType !== void 0 && manifest.config !== void 0 && ![MEDIA_TYPES.ociEmpty, "application/vnd.cncf.notary.signature"].includes(manifest.config.mediaType)) throw refuse("has a config that is not empty");
	const [envelope, ...more] = manifest.layers;
	if (envelope === void 0 || more.length > 0) throw refuse(`has ${manifest.layers.length} envelopes instead of one`);
	if (envelope.size > 33554432) throw refuse(`has an envelope of ${envelope.size} bytes, the limit is ${ENVELOPE_LIMIT}`);
	return envelope;
}

// src/oci/read-blob.ts
/**
* A small blob, whole. The size is held against `limit` before anything is read.
*
* @throws SealiftError `content_too_large`, `digest_mismatch`, or what the store throws.
*/
async function readBlob(store, descriptor, limit, signal) {
	if (descriptor.size > limit) throw new SealiftError("content_too_large", `blob ${descriptor.digest} has ${descriptor.size} bytes, the limit is ${limit}`);
	const chunks = [];
	const source = await store.blob(descriptor, {}, signal);
	await pipeline(source, checkedStream(descriptor), async (checked) => {
		for await (const chunk of checked) chunks.push(chunk);
	}, { signal });
	return Buffer.concat(chunks);
}

// src/operations/signature-result.ts
/** When a signature stops verifying: at its own expiry or with the first certificate that ends. */
function earliest(...moments) {
	const known = moments.filter((moment) => moment !== void 0).map((moment) => moment.getTime());
	return known.length === 0 ? void 0 : new Date(Math.min(...known));
}
/** A judged signature as results show it. */
function signatureResult({ descriptor, foundIn }, envelopeType, verdict) {
	const until = earliest(verdict.payload?.expiry, verdict.signer?.notAfter);
	return {
		digest: descriptor.digest,
		mediaType: envelopeType,
		signer: verdict.signer?.subject ?? null,
		foundIn,
		validUntil: until?.toISOString() ?? null,
		status: verdict.passed ? "passed" : "failed",
		checks: verdict.outcomes
	};
}

export { EMPTY_CONFIG_BYTES as a, envelopeOf as c, EMPTY_CONFIG as i, isSignatureManifest as l, signatureResult as n, NOTARY_ARTIFACT_TYPE as o, readBlob as r, buildSignatureManifest as s, earliest as t };