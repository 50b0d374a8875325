/* Before anything is painted: the reader's own choice of light or dark, if one was made; a text beside another has no frame of its own. */
if (parent !== window && /^kw-(left|right)$/.test(name)) document.documentElement.dataset.framed = "";
try {
  var kwTheme = localStorage.getItem("kwedition-theme");
  if (kwTheme === "light" || kwTheme === "dark") document.documentElement.dataset.theme = kwTheme;
} catch (none) { /* A browser that keeps nothing shows what its system says. */ }
