"""Plain Python on strings: positions, sentences, marks, Markdown, words, languages. No model, request or setting."""
