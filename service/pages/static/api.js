// Starts Swagger UI; a file of its own, because the content security policy forbids inline scripts.
"use strict";

const holder = document.getElementById("swagger-ui");
window.SwaggerUIBundle({
  domNode: holder,
  url: holder.dataset.openapi,
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  presets: [window.SwaggerUIBundle.presets.apis],
  validatorUrl: null,
});
