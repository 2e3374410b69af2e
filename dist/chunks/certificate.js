import { r as __exportAll } from "./rolldown-runtime.js";
import { D as printable, j as SealiftError } from "./words.js";
import { $ as pemText, E as signerOf, I as contentOf, O as checkSigningChain, P as perform, T as remoteOf, Y as parseCertificates, Z as parseName, _ as encodeName, ct as nameText, d as issueCertificate, f as unnameable, h as writeNew, l as certificateRequest, m as checkNew, p as certificateFacts, st as validUntil, u as parseRequest, v as validityOf, x as parseAttributes, y as selfSignedCertificate } from "./core.js";

// src/compose/certificate/certificate-run.ts
/** One certificate command from options to result. Never rejects. */
async function certificateRun(command, options, signal, work) {
	const outcome = {};
	const { warnings, error } = await perform(command, options, signal, (current) => work(current, outcome));
	const { certificates = [], validUntil, file, pem } = outcome;
	return {
		version: 1,
		command,
		status: error === null ? "done" : "failed",
		error,
		warnings,
		images: [],
		certificates: certificates.map(certificateFacts),
		validUntil: (error === null ? validUntil : void 0)?.toISOString() ?? null,
		file: file ?? null,
		pem: pem ?? null
	};
}
/** Notes what is wrong with `--out` before any key is used. */
async function checkOut(out, problems) {
	if (out === void 0) return;
	if (out === "-") problems.add("usage", "--out - is not a file", "Leave --out out: the PEM goes to stdout.");
	else await problems.try(() => checkNew(out));
}
/** Puts what was made where the user wants it. */
async function deliver(outcome, out, pem) {
	if (out === void 0) {
		outcome.pem = pem;
		return;
	}
	await writeNew(out, pem);
	outcome.file = out;
}

// src/compose/certificate/inputs.ts
/** The name that `--subject` means, in DER. */
async function subjectOf(text) {
	try {
		return await encodeName(parseAttributes(text));
	} catch (error) {
		if (!(error instanceof Error)) throw error;
		throw new SealiftError("usage", `--subject ${printable(text)} ${printable(error.message)}`, {
			hint: "Write it as trust policies do: 'CN=release, O=acme, ST=WA, C=US'.",
			cause: error
		});
	}
}
/** The key of a run, closed when that ends. What is wrong with it is noted. */
async function openKey(run, key) {
	if (key === void 0) return void 0;
	const { azureCredential } = run.values;
	const choices = azureCredential === void 0 ? {} : { azureCredential };
	const signer = await run.problems.try(() => signerOf(key, run.env, () => remoteOf(run), choices));
	if (signer) run.onEnd(() => signer.close());
	return signer;
}

// src/compose/certificate/warn-of-name.ts
/** Warns of a signer that trust policies cannot name: everybody who verifies would have to trust the whole root. */
function warnOfName(subject, reporter) {
	const reason = unnameable(subject);
	if (reason === void 0) return;
	reporter.warning(`the subject ${printable(nameText(subject))} ${printable(reason)}: no x509.subject identity of a trust policy can name this signer, only * can`);
}

// src/compose/certificate/run-check.ts
var run_check_exports = /* @__PURE__ */ __exportAll({ runCheck: () => runCheck });
const CHAIN_LIMIT$1 = 1048576;
const COMPLAINT = {
	code: "certificate_chain_invalid",
	what: "certificate chain"
};
async function chainOf(certificateChain) {
	const bytes = await contentOf(certificateChain, CHAIN_LIMIT$1, "certificate chain");
	return parseCertificates(bytes, COMPLAINT);
}
/** Checks a chain against Notary's rules and, where a key is given, against that. Never rejects. */
function runCheck(options, signal) {
	return certificateRun("certificate check", options, signal, async (current, outcome) => {
		const { values, problems, clock, reporter } = current;
		const { key, certificateChain } = values;
		const chain = certificateChain ? await problems.try(() => chainOf(certificateChain)) : void 0;
		const signer = await openKey(current, key);
		problems.throwIfAny();
		outcome.certificates = chain;
		const described = await signer?.describe(current.signal);
		checkSigningChain(described, chain, clock.now());
		warnOfName(chain[0].subject, reporter);
		outcome.validUntil = validUntil(chain);
	});
}

// src/compose/certificate/run-issue.ts
var run_issue_exports = /* @__PURE__ */ __exportAll({ runIssue: () => runIssue });
const CHAIN_LIMIT = 1048576;
const REQUEST_LIMIT = 65536;
async function requestOf(csr) {
	const bytes = await contentOf(csr, REQUEST_LIMIT, "certificate request");
	return parseRequest(bytes, {
		code: "csr_invalid",
		what: "certificate request"
	});
}
async function authoritiesOf(caCertificate) {
	const bytes = await contentOf(caCertificate, CHAIN_LIMIT, "CA certificate");
	return parseCertificates(bytes, {
		code: "ca_certificate_invalid",
		what: "CA certificate"
	});
}
/** Issues a signing certificate for a request. Never rejects. */
function runIssue(options, signal) {
	return certificateRun("certificate issue", options, signal, async (current, outcome) => {
		const { values, problems, clock, reporter } = current;
		const { caKey, caCertificate, csr, days, out } = values;
		const request = csr ? await problems.try(() => requestOf(csr)) : void 0;
		const authorities = caCertificate ? await problems.try(() => authoritiesOf(caCertificate)) : void 0;
		await checkOut(out, problems);
		const signer = await openKey(current, caKey);
		problems.throwIfAny();
		const { subject, wishes } = request;
		const chain = await issueCertificate({
			signer,
			authorities,
			request,
			days,
			now: clock.now()
		}, current.signal);
		if (wishes.length > 0) {
			const names = wishes.map((wish) => printable(wish)).join(", ");
			reporter.warning(`not copied from the request: ${names}; a CA says itself what its certificates may do`);
		}
		warnOfName(subject, reporter);
		await deliver(outcome, out, chain.map(({ der }) => pemText("CERTIFICATE", der)).join(""));
		outcome.certificates = chain;
		outcome.validUntil = validUntil(chain);
	});
}

// src/compose/certificate/run-request.ts
var run_request_exports = /* @__PURE__ */ __exportAll({ runRequest: () => runRequest });
/** Makes a request for a certificate of a key. Never rejects. */
function runRequest(options, signal) {
	return certificateRun("certificate request", options, signal, async (current, outcome) => {
		const { values, problems, reporter } = current;
		const { key, out } = values;
		const subject = values.subject ? await problems.try(() => subjectOf(values.subject)) : void 0;
		await checkOut(out, problems);
		const signer = await openKey(current, key);
		problems.throwIfAny();
		const request = await certificateRequest({
			signer,
			subject
		}, current.signal);
		warnOfName(parseName(subject, {
			code: "internal",
			what: "subject"
		}), reporter);
		await deliver(outcome, out, pemText("CERTIFICATE REQUEST", request));
	});
}

// src/compose/certificate/run-self-signed.ts
var run_self_signed_exports = /* @__PURE__ */ __exportAll({ runSelfSigned: () => runSelfSigned });
const FOR_TRIALS = "a self-signed certificate is for trials: it cannot be revoked, and with each new one everybody who verifies has to change their trust store; a small CA of your own (docs/certificates.md) spares them that";
/** Makes a certificate that its own key signs. Never rejects. */
function runSelfSigned(options, signal) {
	return certificateRun("certificate self-signed", options, signal, async (current, outcome) => {
		const { values, problems, clock, reporter } = current;
		const { key, days, out, ca } = values;
		const subject = values.subject ? await problems.try(() => subjectOf(values.subject)) : void 0;
		await checkOut(out, problems);
		const signer = await openKey(current, key);
		problems.throwIfAny();
		const certificate = await selfSignedCertificate({
			signer,
			subject,
			...validityOf(clock.now(), days),
			role: ca ? "authority" : "signing"
		}, current.signal);
		if (!ca) {
			reporter.warning(FOR_TRIALS);
			warnOfName(certificate.subject, reporter);
			outcome.validUntil = certificate.notAfter;
		}
		await deliver(outcome, out, pemText("CERTIFICATE", certificate.der));
		outcome.certificates = [certificate];
	});
}

export { run_check_exports as i, run_request_exports as n, run_issue_exports as r, run_self_signed_exports as t };