// src/oci/ports.ts
function canTellEmpty(store) {
	return "isEmpty" in store && typeof store.isEmpty === "function";
}
function hasIndexCapacity(store) {
	return "refuseFullIndex" in store && typeof store.refuseFullIndex === "function";
}

export { hasIndexCapacity as n, canTellEmpty as t };