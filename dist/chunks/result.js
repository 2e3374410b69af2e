// schema/result.json
var result_default = {
	$schema: "https://json-schema.org/draft/2020-12/schema",
	title: "Result of a Sealift command",
	description: "One object on stdout with --output json, also on failure; the output \"results\" of the actions.",
	type: "object",
	properties: {
		"version": { "const": 1 },
		"command": { "type": "string" },
		"status": {
			"type": "string",
			"enum": [
				"done",
				"partial",
				"failed"
			]
		},
		"error": { "anyOf": [{ "$ref": "#/$defs/error" }, { "type": "null" }] },
		"warnings": {
			"type": "array",
			"items": { "type": "string" }
		},
		"images": {
			"type": "array",
			"items": { "$ref": "#/$defs/image" }
		},
		"certificates": {
			"type": "array",
			"items": { "$ref": "#/$defs/certificate" }
		},
		"revocation": { "$ref": "#/$defs/revocation" },
		"validUntil": { "anyOf": [{
			"type": "string",
			"pattern": "^\\d{4,6}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$"
		}, { "type": "null" }] },
		"file": { "anyOf": [{ "type": "string" }, { "type": "null" }] },
		"pem": { "anyOf": [{ "type": "string" }, { "type": "null" }] },
		"newKey": { "anyOf": [{ "type": "string" }, { "type": "null" }] },
		"trust": { "$ref": "#/$defs/trust" },
		"shard": {
			"type": "object",
			"properties": {
				"index": {
					"type": "integer",
					"minimum": 0
				},
				"total": {
					"type": "integer",
					"minimum": 0
				},
				"expected": {
					"type": "array",
					"items": {
						"type": "string",
						"pattern": "^\\d{1,5}/\\d{1,5}$"
					}
				},
				"promotions": {
					"type": "string",
					"pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"
				},
				"plan": { "anyOf": [{
					"type": "string",
					"pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"
				}, { "type": "null" }] }
			},
			"required": [
				"index",
				"total",
				"expected",
				"promotions",
				"plan"
			],
			"additionalProperties": false
		},
		"plan": { "anyOf": [{
			"type": "object",
			"properties": {
				"version": {
					"type": "number",
					"const": 1
				},
				"files": {
					"type": "object",
					"properties": {
						"promotions": {
							"type": "string",
							"pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"
						},
						"lists": {
							"type": "array",
							"items": {
								"type": "string",
								"pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"
							}
						},
						"policies": {
							"type": "array",
							"items": {
								"type": "string",
								"pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"
							}
						},
						"trustStores": {
							"type": "array",
							"items": {
								"type": "string",
								"pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"
							}
						}
					},
					"required": [
						"promotions",
						"lists",
						"policies",
						"trustStores"
					],
					"additionalProperties": false
				},
				"promotions": {
					"type": "array",
					"items": {
						"type": "object",
						"properties": {
							"destination": {
								"type": "string",
								"maxLength": 512,
								"pattern": "^[A-Za-z0-9.:[\\]-]+(\\/[a-z0-9]+([._-]+[a-z0-9]+)*)+$"
							},
							"tags": {
								"type": "array",
								"items": {
									"type": "object",
									"properties": {
										"tag": {
											"type": "string",
											"pattern": "^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$"
										},
										"action": {
											"type": "string",
											"enum": [
												"refused",
												"move",
												"new",
												"keep",
												"unchanged"
											]
										},
										"previous": { "anyOf": [{
											"type": "string",
											"pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"
										}, { "type": "null" }] },
										"backup": { "anyOf": [{
											"type": "string",
											"pattern": "^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$"
										}, { "type": "null" }] }
									},
									"required": [
										"tag",
										"action",
										"previous",
										"backup"
									],
									"additionalProperties": false
								}
							},
							"action": {
								"type": "string",
								"enum": [
									"refused",
									"move",
									"new",
									"add",
									"keep",
									"unchanged"
								]
							},
							"source": {
								"type": "object",
								"properties": {
									"repository": {
										"type": "string",
										"maxLength": 512,
										"pattern": "^[A-Za-z0-9.:[\\]-]+(\\/[a-z0-9]+([._-]+[a-z0-9]+)*)+$"
									},
									"tag": { "anyOf": [{
										"type": "string",
										"pattern": "^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$"
									}, { "type": "null" }] }
								},
								"required": ["repository", "tag"],
								"additionalProperties": false
							},
							"digest": { "anyOf": [{
								"type": "string",
								"pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"
							}, { "type": "null" }] },
							"signers": {
								"type": "array",
								"items": {
									"type": "string",
									"maxLength": 4e3
								}
							},
							"attachments": {
								"type": "array",
								"items": {
									"type": "object",
									"properties": {
										"artifactType": {
											"type": "string",
											"maxLength": 4e3
										},
										"count": {
											"type": "integer",
											"minimum": 1,
											"maximum": 9007199254740991
										}
									},
									"required": ["artifactType", "count"],
									"additionalProperties": false
								}
							},
							"bytes": {
								"type": "integer",
								"minimum": 0,
								"maximum": 9007199254740991
							},
							"refusal": { "anyOf": [{
								"type": "object",
								"properties": {
									"code": {
										"type": "string",
										"pattern": "^[a-z_]{1,64}$"
									},
									"message": {
										"type": "string",
										"maxLength": 4e3
									}
								},
								"required": ["code", "message"],
								"additionalProperties": false
							}, { "type": "null" }] }
						},
						"required": [
							"destination",
							"tags",
							"action",
							"source",
							"digest",
							"signers",
							"attachments",
							"bytes",
							"refusal"
						],
						"additionalProperties": false
					}
				}
			},
			"required": [
				"version",
				"files",
				"promotions"
			],
			"additionalProperties": false
		}, { "type": "null" }] },
		"filesBefore": { "anyOf": [{
			"type": "object",
			"properties": {
				"promotions": {
					"type": "string",
					"pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"
				},
				"lists": {
					"type": "array",
					"items": {
						"type": "string",
						"pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"
					}
				},
				"policies": {
					"type": "array",
					"items": {
						"type": "string",
						"pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"
					}
				},
				"trustStores": {
					"type": "array",
					"items": {
						"type": "string",
						"pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"
					}
				}
			},
			"required": [
				"promotions",
				"lists",
				"policies",
				"trustStores"
			],
			"additionalProperties": false
		}, { "type": "null" }] },
		"planDigest": { "anyOf": [{
			"type": "string",
			"pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"
		}, { "type": "null" }] },
		"matrix": {
			"type": "object",
			"properties": { "shard": {
				"type": "array",
				"items": {
					"type": "string",
					"pattern": "^\\d{1,5}/\\d{1,5}$"
				}
			} },
			"required": ["shard"],
			"additionalProperties": false
		},
		"changes": { "anyOf": [{ "type": "boolean" }, { "type": "null" }] },
		"added": { "anyOf": [{
			"type": "object",
			"properties": {
				"signatures": {
					"type": "integer",
					"minimum": 0
				},
				"records": {
					"type": "integer",
					"minimum": 0
				}
			},
			"required": ["signatures", "records"],
			"additionalProperties": false
		}, { "type": "null" }] },
		"next": { "anyOf": [{ "type": "string" }, { "type": "null" }] },
		"promotions": { "anyOf": [{ "type": "string" }, { "type": "null" }] },
		"filter": {
			"type": "object",
			"properties": {
				"signedBy": { "anyOf": [{
					"type": "string",
					"pattern": "^[0-9a-f]{64}$"
				}, { "type": "null" }] },
				"endsBy": { "anyOf": [{
					"type": "string",
					"pattern": "^\\d{4,6}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$"
				}, { "type": "null" }] }
			},
			"required": ["signedBy", "endsBy"],
			"additionalProperties": false
		}
	},
	required: [
		"version",
		"command",
		"status",
		"error",
		"warnings",
		"images"
	],
	additionalProperties: false,
	$defs: {
		"error": {
			"type": "object",
			"properties": {
				"code": {
					"type": "string",
					"enum": [
						"address_refused",
						"archive_invalid",
						"artifact_not_found",
						"artifact_unsigned",
						"attachment_conflict",
						"authenticity_failed",
						"ca_certificate_invalid",
						"certificate_chain_invalid",
						"certificate_distrusted",
						"certificate_expired",
						"certificate_invalid",
						"certificate_not_valid_now",
						"certificate_revoked",
						"child_missing",
						"config_invalid",
						"connection_failed",
						"content_too_large",
						"credential_helper_failed",
						"credential_helper_missing",
						"credentials_missing",
						"crl_invalid",
						"csr_invalid",
						"deadline_exceeded",
						"denied",
						"descriptor_mismatch",
						"destination_conflict",
						"destination_invalid",
						"digest_mismatch",
						"disk_full",
						"envelope_invalid",
						"feature_unsupported",
						"file_exists",
						"file_not_found",
						"file_unreadable",
						"identity_mismatch",
						"internal",
						"interrupted",
						"key_certificate_mismatch",
						"key_exists",
						"key_invalid",
						"key_not_found",
						"key_password_required",
						"key_password_wrong",
						"key_service_unavailable",
						"key_unsupported",
						"key_unusable",
						"layout_invalid",
						"layout_locked",
						"manifest_invalid",
						"manifest_unsupported",
						"metadata_invalid",
						"metadata_missing",
						"no_applicable_statement",
						"node_too_old",
						"parity_missing",
						"plan_invalid",
						"plan_outdated",
						"platform_missing",
						"plugin_failed",
						"plugin_incompatible",
						"plugin_not_found",
						"plugin_refused",
						"plugin_unsafe",
						"plugin_unsupported",
						"policy_does_not_enforce",
						"policy_invalid",
						"promotions_invalid",
						"proxy_refused",
						"record_missing",
						"record_refused",
						"record_tag_taken",
						"reference_invalid",
						"reference_needs_tag",
						"referrers_index_contended",
						"referrers_tag_taken",
						"registry_refused",
						"registry_unavailable",
						"repository_missing",
						"requirement_not_met",
						"results_incomplete",
						"results_invalid",
						"revocation_unknown",
						"selection_empty",
						"self_check_failed",
						"signature_count_exceeded",
						"signature_exists",
						"signature_expired",
						"signature_expiring",
						"signature_invalid",
						"signature_lost",
						"signature_manifest_invalid",
						"signature_repository_refused",
						"signature_unsupported",
						"sparse_index_refused",
						"tag_exists",
						"tag_immutable",
						"tag_moved",
						"terminated",
						"timestamp_authority_unavailable",
						"timestamp_invalid",
						"timestamp_missing",
						"timestamp_refused",
						"timestamp_revocation_unknown",
						"timestamp_untrusted",
						"tls_failed",
						"too_many_requests",
						"trust_missing",
						"trust_store_empty",
						"trust_store_invalid",
						"trust_store_not_found",
						"unexpected_answer",
						"unknown_critical_attribute",
						"unsafe_event",
						"upload_unconfirmed",
						"usage",
						"verification_failed"
					]
				},
				"message": { "type": "string" },
				"hint": { "type": "string" },
				"docs": { "type": "string" }
			},
			"required": [
				"code",
				"message",
				"hint",
				"docs"
			],
			"additionalProperties": false
		},
		"imageStatus": {
			"type": "string",
			"enum": [
				"signed",
				"skipped",
				"verified",
				"audited",
				"not-checked",
				"unverified",
				"promoted",
				"unchanged",
				"kept",
				"planned",
				"listed",
				"equal",
				"left",
				"absent",
				"partial",
				"failed"
			]
		},
		"foundIn": {
			"type": "string",
			"enum": [
				"api",
				"tag",
				"index",
				"itself"
			]
		},
		"check": {
			"type": "object",
			"properties": {
				"check": {
					"type": "string",
					"enum": [
						"integrity",
						"authenticity",
						"authenticTimestamp",
						"expiry",
						"revocation",
						"payload",
						"metadata",
						"critical",
						"distrust",
						"plugin"
					]
				},
				"action": {
					"type": "string",
					"enum": [
						"enforce",
						"log",
						"skip"
					]
				},
				"outcome": {
					"type": "string",
					"enum": [
						"passed",
						"failed",
						"unknown",
						"skipped"
					]
				},
				"code": { "anyOf": [{
					"type": "string",
					"enum": [
						"address_refused",
						"archive_invalid",
						"artifact_not_found",
						"artifact_unsigned",
						"attachment_conflict",
						"authenticity_failed",
						"ca_certificate_invalid",
						"certificate_chain_invalid",
						"certificate_distrusted",
						"certificate_expired",
						"certificate_invalid",
						"certificate_not_valid_now",
						"certificate_revoked",
						"child_missing",
						"config_invalid",
						"connection_failed",
						"content_too_large",
						"credential_helper_failed",
						"credential_helper_missing",
						"credentials_missing",
						"crl_invalid",
						"csr_invalid",
						"deadline_exceeded",
						"denied",
						"descriptor_mismatch",
						"destination_conflict",
						"destination_invalid",
						"digest_mismatch",
						"disk_full",
						"envelope_invalid",
						"feature_unsupported",
						"file_exists",
						"file_not_found",
						"file_unreadable",
						"identity_mismatch",
						"internal",
						"interrupted",
						"key_certificate_mismatch",
						"key_exists",
						"key_invalid",
						"key_not_found",
						"key_password_required",
						"key_password_wrong",
						"key_service_unavailable",
						"key_unsupported",
						"key_unusable",
						"layout_invalid",
						"layout_locked",
						"manifest_invalid",
						"manifest_unsupported",
						"metadata_invalid",
						"metadata_missing",
						"no_applicable_statement",
						"node_too_old",
						"parity_missing",
						"plan_invalid",
						"plan_outdated",
						"platform_missing",
						"plugin_failed",
						"plugin_incompatible",
						"plugin_not_found",
						"plugin_refused",
						"plugin_unsafe",
						"plugin_unsupported",
						"policy_does_not_enforce",
						"policy_invalid",
						"promotions_invalid",
						"proxy_refused",
						"record_missing",
						"record_refused",
						"record_tag_taken",
						"reference_invalid",
						"reference_needs_tag",
						"referrers_index_contended",
						"referrers_tag_taken",
						"registry_refused",
						"registry_unavailable",
						"repository_missing",
						"requirement_not_met",
						"results_incomplete",
						"results_invalid",
						"revocation_unknown",
						"selection_empty",
						"self_check_failed",
						"signature_count_exceeded",
						"signature_exists",
						"signature_expired",
						"signature_expiring",
						"signature_invalid",
						"signature_lost",
						"signature_manifest_invalid",
						"signature_repository_refused",
						"signature_unsupported",
						"sparse_index_refused",
						"tag_exists",
						"tag_immutable",
						"tag_moved",
						"terminated",
						"timestamp_authority_unavailable",
						"timestamp_invalid",
						"timestamp_missing",
						"timestamp_refused",
						"timestamp_revocation_unknown",
						"timestamp_untrusted",
						"tls_failed",
						"too_many_requests",
						"trust_missing",
						"trust_store_empty",
						"trust_store_invalid",
						"trust_store_not_found",
						"unexpected_answer",
						"unknown_critical_attribute",
						"unsafe_event",
						"upload_unconfirmed",
						"usage",
						"verification_failed"
					]
				}, { "type": "null" }] },
				"message": { "type": "string" }
			},
			"required": [
				"check",
				"action",
				"outcome",
				"code"
			],
			"additionalProperties": false
		},
		"revocation": {
			"type": "array",
			"items": {
				"type": "object",
				"properties": {
					"subject": { "type": "string" },
					"thumbprint": { "type": "string" },
					"status": {
						"type": "string",
						"enum": [
							"good",
							"revoked",
							"unknown",
							"not-revocable"
						]
					},
					"method": { "anyOf": [{
						"type": "string",
						"enum": [
							"ocsp",
							"crl",
							"file"
						]
					}, { "type": "null" }] },
					"source": { "anyOf": [{ "type": "string" }, { "type": "null" }] },
					"thisUpdate": { "anyOf": [{
						"type": "string",
						"pattern": "^\\d{4,6}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$"
					}, { "type": "null" }] },
					"nextUpdate": { "anyOf": [{
						"type": "string",
						"pattern": "^\\d{4,6}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$"
					}, { "type": "null" }] },
					"revokedAt": { "anyOf": [{
						"type": "string",
						"pattern": "^\\d{4,6}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$"
					}, { "type": "null" }] },
					"reason": { "anyOf": [{ "type": "string" }, { "type": "null" }] },
					"message": { "anyOf": [{ "type": "string" }, { "type": "null" }] }
				},
				"required": [
					"subject",
					"thumbprint",
					"status",
					"method",
					"source",
					"thisUpdate",
					"nextUpdate",
					"revokedAt",
					"reason",
					"message"
				],
				"additionalProperties": false
			}
		},
		"details": {
			"type": "object",
			"properties": {
				"signatureAlgorithm": { "type": "string" },
				"signingScheme": { "type": "string" },
				"signingTime": { "anyOf": [{
					"type": "string",
					"pattern": "^\\d{4,6}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$"
				}, { "type": "null" }] },
				"expiry": { "anyOf": [{
					"type": "string",
					"pattern": "^\\d{4,6}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$"
				}, { "type": "null" }] },
				"signingAgent": { "anyOf": [{ "type": "string" }, { "type": "null" }] },
				"timestamped": { "type": "boolean" },
				"timestamp": { "anyOf": [{
					"type": "object",
					"properties": {
						"authority": { "anyOf": [{ "type": "string" }, { "type": "null" }] },
						"time": { "anyOf": [{
							"type": "string",
							"pattern": "^\\d{4,6}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$"
						}, { "type": "null" }] },
						"fault": { "anyOf": [{ "type": "string" }, { "type": "null" }] }
					},
					"required": [
						"authority",
						"time",
						"fault"
					],
					"additionalProperties": false
				}, { "type": "null" }] },
				"verificationPlugin": { "anyOf": [{
					"type": "object",
					"properties": {
						"name": { "type": "string" },
						"minVersion": { "anyOf": [{ "type": "string" }, { "type": "null" }] },
						"attributes": {
							"type": "array",
							"items": {
								"type": "object",
								"properties": {
									"name": { "type": "string" },
									"value": { "type": "string" }
								},
								"required": ["name", "value"],
								"additionalProperties": false
							}
						}
					},
					"required": [
						"name",
						"minVersion",
						"attributes"
					],
					"additionalProperties": false
				}, { "type": "null" }] },
				"userMetadata": {
					"type": "object",
					"additionalProperties": { "type": "string" }
				},
				"targetArtifact": {
					"type": "object",
					"properties": {
						"mediaType": { "type": "string" },
						"digest": {
							"type": "string",
							"pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"
						},
						"size": {
							"type": "integer",
							"minimum": 0
						}
					},
					"required": [
						"mediaType",
						"digest",
						"size"
					],
					"additionalProperties": false
				},
				"certificates": {
					"type": "array",
					"items": {
						"type": "object",
						"properties": {
							"subject": { "type": "string" },
							"issuer": { "type": "string" },
							"thumbprint": { "type": "string" },
							"notBefore": {
								"type": "string",
								"pattern": "^\\d{4,6}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$"
							},
							"notAfter": {
								"type": "string",
								"pattern": "^\\d{4,6}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$"
							}
						},
						"required": [
							"subject",
							"issuer",
							"thumbprint",
							"notBefore",
							"notAfter"
						],
						"additionalProperties": false
					}
				},
				"prototype": {
					"type": "object",
					"properties": {
						"references": {
							"type": "array",
							"items": { "type": "string" }
						},
						"notBefore": { "anyOf": [{
							"type": "string",
							"pattern": "^\\d{4,6}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$"
						}, { "type": "null" }] },
						"keyId": { "anyOf": [{ "type": "string" }, { "type": "null" }] }
					},
					"required": [
						"references",
						"notBefore",
						"keyId"
					],
					"additionalProperties": false
				}
			},
			"required": [
				"signatureAlgorithm",
				"signingScheme",
				"signingTime",
				"expiry",
				"signingAgent",
				"timestamped",
				"timestamp",
				"verificationPlugin",
				"userMetadata",
				"targetArtifact",
				"certificates"
			],
			"additionalProperties": false
		},
		"signature": {
			"type": "object",
			"properties": {
				"digest": {
					"type": "string",
					"pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"
				},
				"subject": {
					"type": "string",
					"pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"
				},
				"made": { "type": "boolean" },
				"mediaType": { "anyOf": [{ "type": "string" }, { "type": "null" }] },
				"signer": { "anyOf": [{ "type": "string" }, { "type": "null" }] },
				"foundIn": { "$ref": "#/$defs/foundIn" },
				"signatureRepository": { "type": "string" },
				"validUntil": { "anyOf": [{
					"type": "string",
					"pattern": "^\\d{4,6}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$"
				}, { "type": "null" }] },
				"status": {
					"type": "string",
					"enum": [
						"passed",
						"failed",
						"ignored",
						"listed"
					]
				},
				"checks": {
					"type": "array",
					"items": { "$ref": "#/$defs/check" }
				},
				"trust": { "anyOf": [{
					"type": "object",
					"properties": {
						"store": { "type": "string" },
						"anchor": {
							"type": "object",
							"properties": {
								"subject": { "type": "string" },
								"thumbprint": { "type": "string" }
							},
							"required": ["subject", "thumbprint"],
							"additionalProperties": false
						},
						"identity": { "anyOf": [{ "type": "string" }, { "type": "null" }] }
					},
					"required": [
						"store",
						"anchor",
						"identity"
					],
					"additionalProperties": false
				}, { "type": "null" }] },
				"timestamp": { "anyOf": [{
					"type": "object",
					"properties": {
						"authority": { "type": "string" },
						"thumbprint": { "type": "string" },
						"store": { "anyOf": [{ "type": "string" }, { "type": "null" }] },
						"time": {
							"type": "string",
							"pattern": "^\\d{4,6}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$"
						},
						"earliest": {
							"type": "string",
							"pattern": "^\\d{4,6}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$"
						},
						"latest": {
							"type": "string",
							"pattern": "^\\d{4,6}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$"
						},
						"policy": { "type": "string" },
						"revocation": { "$ref": "#/$defs/revocation" }
					},
					"required": [
						"authority",
						"thumbprint",
						"store",
						"time",
						"earliest",
						"latest",
						"policy",
						"revocation"
					],
					"additionalProperties": false
				}, { "type": "null" }] },
				"revocation": { "$ref": "#/$defs/revocation" },
				"judgedBy": { "anyOf": [{
					"type": "object",
					"properties": {
						"name": { "type": "string" },
						"version": { "type": "string" },
						"builtIn": { "type": "boolean" },
						"judged": {
							"type": "array",
							"items": {
								"type": "string",
								"enum": ["identity", "revocation"]
							}
						}
					},
					"required": [
						"name",
						"version",
						"builtIn",
						"judged"
					],
					"additionalProperties": false
				}, { "type": "null" }] },
				"details": { "$ref": "#/$defs/details" },
				"matched": {
					"type": "object",
					"properties": {
						"certificate": { "anyOf": [{
							"type": "object",
							"properties": {
								"subject": { "type": "string" },
								"thumbprint": {
									"type": "string",
									"pattern": "^[0-9a-f]{64}$"
								},
								"position": {
									"type": "integer",
									"minimum": 1
								},
								"of": {
									"type": "integer",
									"minimum": 1
								}
							},
							"required": [
								"subject",
								"thumbprint",
								"position",
								"of"
							],
							"additionalProperties": false
						}, { "type": "null" }] },
						"end": { "anyOf": [{
							"type": "object",
							"properties": {
								"at": {
									"type": "string",
									"pattern": "^\\d{4,6}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$"
								},
								"by": {
									"type": "string",
									"enum": ["expiry", "certificate"]
								},
								"subject": { "anyOf": [{ "type": "string" }, { "type": "null" }] },
								"over": { "type": "boolean" },
								"timestamped": { "type": "boolean" }
							},
							"required": [
								"at",
								"by",
								"subject",
								"over",
								"timestamped"
							],
							"additionalProperties": false
						}, { "type": "null" }] }
					},
					"required": ["certificate", "end"],
					"additionalProperties": false
				}
			},
			"required": [
				"digest",
				"subject",
				"made",
				"mediaType",
				"signer",
				"foundIn",
				"validUntil",
				"status",
				"checks",
				"trust",
				"timestamp",
				"revocation",
				"judgedBy"
			],
			"additionalProperties": false
		},
		"identity": {
			"type": "object",
			"properties": {
				"required": { "anyOf": [{ "type": "string" }, { "type": "null" }] },
				"subject": { "anyOf": [{ "type": "string" }, { "type": "null" }] },
				"signatures": {
					"type": "array",
					"items": {
						"type": "string",
						"pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"
					}
				},
				"reason": { "anyOf": [{ "type": "string" }, { "type": "null" }] }
			},
			"required": [
				"required",
				"subject",
				"signatures",
				"reason"
			],
			"additionalProperties": false
		},
		"platform": {
			"type": "object",
			"properties": {
				"platform": { "type": "string" },
				"digest": {
					"type": "string",
					"pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"
				},
				"status": { "$ref": "#/$defs/imageStatus" },
				"attachments": { "anyOf": [{
					"type": "integer",
					"minimum": 0
				}, { "type": "null" }] },
				"error": { "anyOf": [{ "$ref": "#/$defs/error" }, { "type": "null" }] }
			},
			"required": [
				"platform",
				"digest",
				"status",
				"error"
			],
			"additionalProperties": false
		},
		"attachment": {
			"type": "object",
			"properties": {
				"digest": {
					"type": "string",
					"pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"
				},
				"artifactType": { "type": "string" },
				"predicateType": { "type": "string" },
				"size": {
					"type": "integer",
					"minimum": 0
				},
				"foundIn": {
					"type": "string",
					"enum": [
						"api",
						"tag",
						"index",
						"digest-tag"
					]
				},
				"tag": { "type": "string" },
				"signatureRepository": { "type": "string" },
				"subject": {
					"type": "string",
					"pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"
				},
				"judged": { "anyOf": [{
					"type": "string",
					"enum": [
						"passed",
						"failed",
						"carried"
					]
				}, { "type": "null" }] }
			},
			"required": [
				"digest",
				"artifactType",
				"size",
				"foundIn",
				"subject",
				"judged"
			],
			"additionalProperties": false
		},
		"signaturesTo": {
			"type": "object",
			"properties": {
				"repository": { "type": "string" },
				"status": {
					"type": "string",
					"enum": [
						"promoted",
						"unchanged",
						"planned",
						"failed"
					]
				},
				"attachments": {
					"type": "object",
					"properties": {
						"expected": {
							"type": "integer",
							"minimum": 0
						},
						"present": {
							"type": "integer",
							"minimum": 0
						},
						"added": {
							"type": "integer",
							"minimum": 0
						},
						"missing": {
							"type": "array",
							"items": {
								"type": "string",
								"pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"
							}
						}
					},
					"required": [
						"expected",
						"present",
						"added",
						"missing"
					],
					"additionalProperties": false
				},
				"signed": {
					"type": "array",
					"items": {
						"type": "object",
						"properties": {
							"subject": {
								"type": "string",
								"pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"
							},
							"digest": { "anyOf": [{
								"type": "string",
								"pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"
							}, { "type": "null" }] },
							"action": {
								"type": "string",
								"enum": [
									"made",
									"unchanged",
									"carried"
								]
							}
						},
						"required": [
							"subject",
							"digest",
							"action"
						],
						"additionalProperties": false
					}
				},
				"error": { "anyOf": [{ "$ref": "#/$defs/error" }, { "type": "null" }] }
			},
			"required": [
				"repository",
				"status",
				"attachments",
				"signed",
				"error"
			],
			"additionalProperties": false
		},
		"record": {
			"type": "object",
			"properties": {
				"status": {
					"type": "string",
					"enum": ["passed", "failed"]
				},
				"recordTag": { "type": "string" },
				"digest": {
					"type": "string",
					"pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"
				},
				"repository": { "type": "string" },
				"tag": { "anyOf": [{ "type": "string" }, { "type": "null" }] },
				"image": {
					"type": "string",
					"pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"
				},
				"statedAt": {
					"type": "string",
					"pattern": "^\\d{4,6}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$"
				},
				"source": { "type": "string" },
				"runUrl": { "anyOf": [{ "type": "string" }, { "type": "null" }] },
				"actor": { "anyOf": [{ "type": "string" }, { "type": "null" }] },
				"signature": { "$ref": "#/$defs/signature" }
			},
			"required": [
				"status",
				"recordTag",
				"digest",
				"repository",
				"tag",
				"image",
				"statedAt",
				"source",
				"runUrl",
				"actor",
				"signature"
			],
			"additionalProperties": false
		},
		"destination": {
			"type": "object",
			"properties": {
				"reference": { "type": "string" },
				"digest": { "anyOf": [{
					"type": "string",
					"pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"
				}, { "type": "null" }] },
				"pinned": { "anyOf": [{ "type": "string" }, { "type": "null" }] },
				"tags": {
					"type": "array",
					"items": {
						"type": "object",
						"properties": {
							"tag": { "type": "string" },
							"action": {
								"type": "string",
								"enum": [
									"new",
									"moved",
									"unchanged",
									"kept",
									"left"
								]
							},
							"previous": { "anyOf": [{
								"type": "string",
								"pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"
							}, { "type": "null" }] },
							"backup": { "anyOf": [{ "type": "string" }, { "type": "null" }] }
						},
						"required": [
							"tag",
							"action",
							"previous",
							"backup"
						],
						"additionalProperties": false
					}
				},
				"previousDigest": { "anyOf": [{
					"type": "string",
					"pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"
				}, { "type": "null" }] },
				"status": {
					"type": "string",
					"enum": [
						"promoted",
						"unchanged",
						"kept",
						"planned",
						"failed"
					]
				},
				"attachments": {
					"type": "object",
					"properties": {
						"expected": {
							"type": "integer",
							"minimum": 0
						},
						"present": {
							"type": "integer",
							"minimum": 0
						},
						"added": {
							"type": "integer",
							"minimum": 0
						},
						"missing": {
							"type": "array",
							"items": {
								"type": "string",
								"pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"
							}
						},
						"onlyThere": {
							"type": "array",
							"items": {
								"type": "string",
								"pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"
							}
						}
					},
					"required": [
						"expected",
						"present",
						"added",
						"missing",
						"onlyThere"
					],
					"additionalProperties": false
				},
				"signed": {
					"type": "array",
					"items": {
						"type": "object",
						"properties": {
							"subject": {
								"type": "string",
								"pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"
							},
							"digest": { "anyOf": [{
								"type": "string",
								"pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"
							}, { "type": "null" }] },
							"action": {
								"type": "string",
								"enum": [
									"made",
									"unchanged",
									"carried"
								]
							}
						},
						"required": [
							"subject",
							"digest",
							"action"
						],
						"additionalProperties": false
					}
				},
				"records": {
					"type": "array",
					"items": {
						"type": "object",
						"properties": {
							"tag": { "anyOf": [{ "type": "string" }, { "type": "null" }] },
							"recordTag": { "anyOf": [{ "type": "string" }, { "type": "null" }] },
							"digest": { "anyOf": [{
								"type": "string",
								"pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"
							}, { "type": "null" }] },
							"signature": { "anyOf": [{
								"type": "string",
								"pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"
							}, { "type": "null" }] },
							"statedAt": { "anyOf": [{
								"type": "string",
								"pattern": "^\\d{4,6}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$"
							}, { "type": "null" }] },
							"action": {
								"type": "string",
								"enum": ["made", "unchanged"]
							}
						},
						"required": [
							"tag",
							"recordTag",
							"digest",
							"signature",
							"statedAt",
							"action"
						],
						"additionalProperties": false
					}
				},
				"copied": {
					"type": "integer",
					"minimum": 0
				},
				"mounted": {
					"type": "integer",
					"minimum": 0
				},
				"bytes": {
					"type": "integer",
					"minimum": 0
				},
				"toCopy": { "anyOf": [{
					"type": "object",
					"properties": {
						"blobs": {
							"type": "integer",
							"minimum": 0
						},
						"bytes": {
							"type": "integer",
							"minimum": 0
						},
						"manifests": {
							"type": "integer",
							"minimum": 0
						},
						"image": { "type": "boolean" }
					},
					"required": [
						"blobs",
						"bytes",
						"manifests",
						"image"
					],
					"additionalProperties": false
				}, { "type": "null" }] },
				"deep": { "type": "boolean" },
				"rollback": { "anyOf": [{ "type": "string" }, { "type": "null" }] },
				"error": { "anyOf": [{ "$ref": "#/$defs/error" }, { "type": "null" }] }
			},
			"required": [
				"reference",
				"digest",
				"pinned",
				"tags",
				"previousDigest",
				"status",
				"attachments",
				"signed",
				"copied",
				"mounted",
				"bytes",
				"toCopy",
				"deep",
				"rollback",
				"error"
			],
			"additionalProperties": false
		},
		"compared": {
			"type": "object",
			"properties": {
				"repository": { "type": "string" },
				"status": {
					"type": "string",
					"enum": [
						"equal",
						"short",
						"failed"
					]
				},
				"tag": { "anyOf": [{
					"type": "object",
					"properties": {
						"tag": { "type": "string" },
						"digest": { "anyOf": [{
							"type": "string",
							"pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"
						}, { "type": "null" }] }
					},
					"required": ["tag", "digest"],
					"additionalProperties": false
				}, { "type": "null" }] },
				"manifests": {
					"type": "object",
					"properties": {
						"expected": {
							"type": "integer",
							"minimum": 0
						},
						"incomplete": {
							"type": "array",
							"items": {
								"type": "string",
								"pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"
							}
						}
					},
					"required": ["expected", "incomplete"],
					"additionalProperties": false
				},
				"platforms": {
					"type": "array",
					"items": {
						"type": "object",
						"properties": {
							"platform": { "type": "string" },
							"digest": {
								"type": "string",
								"pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"
							},
							"status": {
								"type": "string",
								"enum": ["whole", "incomplete"]
							}
						},
						"required": [
							"platform",
							"digest",
							"status"
						],
						"additionalProperties": false
					}
				},
				"blobs": { "anyOf": [{
					"type": "object",
					"properties": {
						"asked": {
							"type": "integer",
							"minimum": 0
						},
						"missing": {
							"type": "array",
							"items": {
								"type": "string",
								"pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"
							}
						}
					},
					"required": ["asked", "missing"],
					"additionalProperties": false
				}, { "type": "null" }] },
				"attachments": {
					"type": "array",
					"items": {
						"type": "object",
						"properties": {
							"artifactType": { "type": "string" },
							"suffix": { "anyOf": [{
								"type": "string",
								"enum": [
									"sig",
									"att",
									"sbom"
								]
							}, { "type": "null" }] },
							"expected": {
								"type": "integer",
								"minimum": 0
							},
							"present": {
								"type": "integer",
								"minimum": 0
							},
							"missing": {
								"type": "array",
								"items": {
									"type": "string",
									"pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"
								}
							}
						},
						"required": [
							"artifactType",
							"suffix",
							"expected",
							"present",
							"missing"
						],
						"additionalProperties": false
					}
				},
				"onlyThere": {
					"type": "array",
					"items": {
						"type": "object",
						"properties": {
							"digest": {
								"type": "string",
								"pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"
							},
							"artifactType": { "type": "string" }
						},
						"required": ["digest", "artifactType"],
						"additionalProperties": false
					}
				},
				"deep": { "type": "boolean" },
				"repair": { "anyOf": [{
					"type": "string",
					"enum": ["done", "failed"]
				}, { "type": "null" }] },
				"error": { "anyOf": [{ "$ref": "#/$defs/error" }, { "type": "null" }] }
			},
			"required": [
				"repository",
				"status",
				"tag",
				"manifests",
				"platforms",
				"blobs",
				"attachments",
				"onlyThere",
				"deep",
				"repair",
				"error"
			],
			"additionalProperties": false
		},
		"certificate": {
			"type": "object",
			"properties": {
				"subject": { "type": "string" },
				"issuer": { "type": "string" },
				"notBefore": {
					"type": "string",
					"pattern": "^\\d{4,6}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$"
				},
				"notAfter": {
					"type": "string",
					"pattern": "^\\d{4,6}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$"
				},
				"thumbprint": {
					"type": "string",
					"pattern": "^[0-9a-f]{64}$"
				},
				"keyType": { "type": "string" },
				"ocspUrls": {
					"type": "array",
					"items": { "type": "string" }
				},
				"crlUrls": {
					"type": "array",
					"items": { "type": "string" }
				}
			},
			"required": [
				"subject",
				"issuer",
				"notBefore",
				"notAfter",
				"thumbprint",
				"keyType",
				"ocspUrls",
				"crlUrls"
			],
			"additionalProperties": false
		},
		"statement": {
			"type": "object",
			"properties": {
				"name": { "type": "string" },
				"scopes": {
					"type": "array",
					"items": { "type": "string" }
				},
				"level": {
					"type": "string",
					"enum": [
						"strict",
						"permissive",
						"audit",
						"skip"
					]
				},
				"checks": {
					"type": "array",
					"items": {
						"type": "object",
						"properties": {
							"check": {
								"type": "string",
								"enum": [
									"integrity",
									"authenticity",
									"authenticTimestamp",
									"expiry",
									"revocation"
								]
							},
							"action": {
								"type": "string",
								"enum": [
									"enforce",
									"log",
									"skip"
								]
							},
							"overridden": { "type": "boolean" }
						},
						"required": [
							"check",
							"action",
							"overridden"
						],
						"additionalProperties": false
					}
				},
				"verifyTimestamp": { "anyOf": [{
					"type": "string",
					"enum": ["always", "afterCertExpiry"]
				}, { "type": "null" }] },
				"trustStores": {
					"type": "array",
					"items": { "type": "string" }
				},
				"trustedIdentities": {
					"type": "array",
					"items": { "type": "string" }
				},
				"consequences": {
					"type": "array",
					"items": {
						"type": "object",
						"properties": {
							"image": {
								"type": "string",
								"enum": [
									"unsigned",
									"untrusted-signer",
									"expired-signature",
									"expired-certificate",
									"revoked-certificate",
									"unknown-revocation",
									"no-timestamp",
									"expired-certificate-timestamped"
								]
							},
							"verify": {
								"type": "string",
								"enum": [
									"refused",
									"reported",
									"passes",
									"not-checked"
								]
							}
						},
						"required": ["image", "verify"],
						"additionalProperties": false
					}
				},
				"promotes": { "type": "boolean" }
			},
			"required": [
				"name",
				"scopes",
				"level",
				"checks",
				"verifyTimestamp",
				"trustStores",
				"trustedIdentities",
				"consequences",
				"promotes"
			],
			"additionalProperties": false
		},
		"trustStore": {
			"type": "object",
			"properties": {
				"type": {
					"type": "string",
					"enum": [
						"ca",
						"signingAuthority",
						"tsa"
					]
				},
				"name": { "type": "string" },
				"usedBy": {
					"type": "array",
					"items": { "type": "string" }
				},
				"certificates": {
					"type": "array",
					"items": {
						"type": "object",
						"properties": {
							"file": { "type": "string" },
							"subject": { "type": "string" },
							"issuer": { "type": "string" },
							"notBefore": {
								"type": "string",
								"pattern": "^\\d{4,6}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$"
							},
							"notAfter": {
								"type": "string",
								"pattern": "^\\d{4,6}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$"
							},
							"thumbprint": {
								"type": "string",
								"pattern": "^[0-9a-f]{64}$"
							},
							"keyType": { "type": "string" },
							"ocspUrls": {
								"type": "array",
								"items": { "type": "string" }
							},
							"crlUrls": {
								"type": "array",
								"items": { "type": "string" }
							},
							"authority": { "type": "boolean" },
							"state": {
								"type": "string",
								"enum": [
									"valid",
									"expired",
									"not-yet-valid"
								]
							}
						},
						"required": [
							"file",
							"subject",
							"issuer",
							"notBefore",
							"notAfter",
							"thumbprint",
							"keyType",
							"ocspUrls",
							"crlUrls",
							"authority",
							"state"
						],
						"additionalProperties": false
					}
				}
			},
			"required": [
				"type",
				"name",
				"usedBy",
				"certificates"
			],
			"additionalProperties": false
		},
		"trust": {
			"type": "object",
			"properties": {
				"policy": { "anyOf": [{ "type": "string" }, { "type": "null" }] },
				"store": { "anyOf": [{ "type": "string" }, { "type": "null" }] },
				"statements": {
					"type": "array",
					"items": { "$ref": "#/$defs/statement" }
				},
				"stores": {
					"type": "array",
					"items": { "$ref": "#/$defs/trustStore" }
				},
				"faults": {
					"type": "array",
					"items": { "$ref": "#/$defs/error" }
				},
				"written": {
					"type": "array",
					"items": { "type": "string" }
				},
				"next": { "anyOf": [{ "type": "string" }, { "type": "null" }] }
			},
			"required": [
				"policy",
				"store",
				"statements",
				"stores",
				"faults",
				"written",
				"next"
			],
			"additionalProperties": false
		},
		"image": {
			"type": "object",
			"properties": {
				"reference": { "type": "string" },
				"digest": { "anyOf": [{
					"type": "string",
					"pattern": "^sha(256:[0-9a-f]{64}|512:[0-9a-f]{128})$"
				}, { "type": "null" }] },
				"mediaType": { "anyOf": [{ "type": "string" }, { "type": "null" }] },
				"size": { "anyOf": [{
					"type": "integer",
					"minimum": 0
				}, { "type": "null" }] },
				"status": { "$ref": "#/$defs/imageStatus" },
				"policy": { "anyOf": [{
					"type": "object",
					"properties": {
						"statement": { "type": "string" },
						"level": {
							"type": "string",
							"enum": [
								"strict",
								"permissive",
								"audit",
								"skip",
								"custom"
							]
						}
					},
					"required": ["statement", "level"],
					"additionalProperties": false
				}, { "type": "null" }] },
				"platforms": {
					"type": "array",
					"items": { "$ref": "#/$defs/platform" }
				},
				"signatures": {
					"type": "array",
					"items": { "$ref": "#/$defs/signature" }
				},
				"identities": {
					"type": "array",
					"items": { "$ref": "#/$defs/identity" }
				},
				"attachments": {
					"type": "array",
					"items": { "$ref": "#/$defs/attachment" }
				},
				"leftBehind": {
					"type": "array",
					"items": { "$ref": "#/$defs/attachment" }
				},
				"destinations": {
					"type": "array",
					"items": { "$ref": "#/$defs/destination" }
				},
				"signaturesTo": { "$ref": "#/$defs/signaturesTo" },
				"record": { "$ref": "#/$defs/record" },
				"compared": {
					"type": "array",
					"items": { "$ref": "#/$defs/compared" }
				},
				"error": { "anyOf": [{ "$ref": "#/$defs/error" }, { "type": "null" }] }
			},
			"required": [
				"reference",
				"digest",
				"mediaType",
				"size",
				"status",
				"policy",
				"platforms",
				"signatures",
				"identities",
				"attachments",
				"leftBehind",
				"destinations",
				"error"
			],
			"additionalProperties": false
		}
	}
};

export { result_default as default };