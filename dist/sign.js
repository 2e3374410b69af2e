import { t as begin } from "./chunks/begin.js";

// src/action/sign-entry.ts
begin("sign");

export {  };