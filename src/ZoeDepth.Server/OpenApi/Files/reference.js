// What Scalar shows, and that it asks nobody but this service.
window.Scalar.createApiReference('#app', {
  sources: [{ title: 'v1', url: new URL('../openapi/v1.json', window.location.href).toString() }],
  withDefaultFonts: false,
  telemetry: false,
  hideClientButton: true,
  showDeveloperTools: 'never',
  agent: { disabled: true },
  mcp: { disabled: true },
});
