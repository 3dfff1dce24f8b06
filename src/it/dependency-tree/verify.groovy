// What Maven gives an application that has only Lintel, and what docs/versions.md says it gives.
def page = new File(basedir, '../../../docs/versions.md').getText('UTF-8').replace('\r', '')
def tree = new File(basedir, 'tree.txt').readLines().drop(1).join('\n')
if (!page.contains("```\n" + tree + "\n```")) {
  throw new IllegalStateException('docs/versions.md does not show this tree:\n' + tree)
}
return true
