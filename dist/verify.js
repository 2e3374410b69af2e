import { t as begin } from "./chunks/begin.js";

// src/action/verify-entry.ts
begin("verify");

export {  };