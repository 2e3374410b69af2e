import { ct as SealiftError, it as printable, nt as quotable } from "./words.js";
import { awskmsSigner, n as AWS_KMS, r as isKeyArn, t as awsLocation } from "./awskms.js";
import { t as once } from "./once.js";
import { t as remoteOf } from "./remote.js";
import { t as awsSession } from "./session.js";

// src/signers/until-there.ts
/** Milliseconds between the tries. A new key is known everywhere within seconds (AWS KMS, "Eventual consistency"). */
const WAITS = [
	500,
	1e3,
	2e3,
	4e3,
	8e3
];
/** Does `work` for a key that was just made, which another server of the same service may not know yet. */
async function untilThere(work, { sleep }, signal) {
	for (const wait of WAITS) try {
		return await work();
	} catch (error) {
		if (!(error instanceof SealiftError) || error.code !== "key_not_found") throw error;
		await sleep(wait, signal);
	}
	return work();
}

// src/signers/aws/new-key.ts
/** `alias/aws/…` is for keys that AWS itself makes (CreateAlias). */
const ALIAS = /^alias\/(?!aws\/)[A-Za-z0-9/_-]{1,250}$/;
/** Codes by which a key says that it is there and is not one that signs now. */
const THERE = /* @__PURE__ */ new Set(["key_unusable", "key_unsupported"]);
const TAKEN = "Somebody made this alias meanwhile. Give the key another one, or delete it: aws kms schedule-key-deletion.";
/**
* Prepares a new key in AWS KMS under an alias: `awskms:///alias/NAME`. AWS chooses the id of a key itself, and a key that had no
* alias would be made once more by every repeat.
*/
async function newAwsKey(uri, options) {
	const location = awsLocation(uri, options.env);
	const { key: alias, region } = location;
	if (!ALIAS.test(alias)) throw new SealiftError("usage", "a new key in AWS KMS is named by an alias, because AWS chooses its id itself", { hint: "Write --new-key awskms:///alias/NAME; NAME does not begin with aws/." });
	const host = /^awskms:\/\/([^/]*)\//.exec(uri)?.[1] ?? "";
	const where = `${quotable(alias)} in ${region}`;
	return async (signal, onMade) => {
		const remote = await remoteOf(options);
		const session = awsSession(AWS_KMS, location, options.env, remote, where);
		try {
			const { CreateAliasCommand, CreateKeyCommand, GetPublicKeyCommand } = await import("./dist-es2.js");
			const abort = { abortSignal: signal };
			const look = new GetPublicKeyCommand({ KeyId: alias });
			if (await session.call("kms:GetPublicKey", (kms) => kms.send(look, abort), signal).then(() => true, (error) => {
				if (error instanceof SealiftError && error.code === "key_not_found") return false;
				if (error instanceof SealiftError && THERE.has(error.code)) return true;
				throw error;
			})) throw new SealiftError("key_exists", `${where} is there already`, { hint: `Use it with --key ${quotable(uri)}, or name another alias. Nothing was changed: an existing key is never touched.` });
			const order = new CreateKeyCommand({
				KeySpec: "ECC_NIST_P256",
				KeyUsage: "SIGN_VERIFY",
				Description: `made by sealift for ${alias}`
			});
			const { Arn: arn = "" } = (await once(() => session.callOnce("kms:CreateKey", (kms) => kms.send(order, abort), signal, {
				failed: "was not made",
				remedy: "Allow kms:CreateKey on the resource *, in a policy of the identity."
			}), `A key without an alias whose description is "made by sealift for ${alias}" is it: aws kms list-keys, then aws kms describe-key.`)).KeyMetadata ?? {};
			if (!isKeyArn(arn)) throw new SealiftError("unexpected_answer", `${where}: the answer to kms:CreateKey names the key as "${printable(arn)}", where AWS KMS gives its ARN`, { hint: "What answers is not AWS KMS itself." });
			const whole = host === "" ? arn : `awskms://${host}/${arn}`;
			onMade(whole);
			const id = arn.slice(arn.lastIndexOf("/") + 1);
			const name = new CreateAliasCommand({
				AliasName: alias,
				TargetKeyId: id
			});
			const byHand = `Give the key its alias: aws kms create-alias --alias-name ${alias} --target-key-id ${id}.`;
			await untilThere(() => session.callOnce("kms:CreateAlias", (kms) => kms.send(name, abort), signal, {
				failed: "was not made",
				remedy: `${byHand} That takes kms:CreateAlias on the alias and on the key.`
			}), remote, signal).catch((error) => {
				if (!(error instanceof SealiftError)) throw error;
				const { code } = error;
				const hint = code === "key_exists" ? TAKEN : code === "denied" ? error.hint : byHand;
				throw new SealiftError(code, `the key ${arn} was made without its alias: ${error.message}`, {
					hint,
					cause: error
				});
			});
			const signer = await awskmsSigner(whole, options);
			return {
				uri: whole,
				signer: {
					...signer,
					describe: (during) => untilThere(() => signer.describe(during), remote, during),
					sign: (toBeSigned, during) => untilThere(() => signer.sign(toBeSigned, during), remote, during)
				}
			};
		} finally {
			await session.close();
		}
	};
}

export { newAwsKey };