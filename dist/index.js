import { $ as list, Q as inspect, at as SealiftError, et as promote, f as verifyEnvelope, h as openTrustStore, m as openStore, nt as verify, p as openSigner, tt as sign } from "./chunks/core.js";

export { SealiftError, inspect, list, openSigner, openStore, openTrustStore, promote, sign, verify, verifyEnvelope };