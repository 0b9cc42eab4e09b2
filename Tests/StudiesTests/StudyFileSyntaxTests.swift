import Testing

@testable import Studies

/// What is said about YAML that is no YAML, or no study.
@Suite struct StudyFileSyntaxTests {
  @Test(arguments: cases) func message(of file: BadFile) {
    #expect(file.message == file.expected)
  }

  private static let cases: [BadFile] = [
    BadFile(
      whole: """
        # nothing but a remark

        """,
      says: """
        study.yaml: error: the file is empty; wanted a study with problem, arms and steps
        """),
    BadFile(
      whole: "just a text",
      says: """
        study.yaml:1:1: error: the study: found `just a text`, wanted a mapping with the keys \
        name, problem, optimizer, arms, seeds, steps, precision
              1 | just a text
                | ^~~~~~~~~~~
        """),
    BadFile(
      whole: """
        - 1
        - 2

        """,
      says: """
        study.yaml:1:1: error: the study: found a list, wanted a mapping with the keys name, \
        problem, optimizer, arms, seeds, steps, precision
              1 | - 1
                | ^
        """),
    BadFile(
      whole: """
        name: [1, 2
        steps: 3

        """,
      says: """
        study.yaml:2:6: error: YAML: did not find expected ',' or ']'; an expression with \
        commas or brackets needs quotes inside { } and [ ]
              2 | steps: 3
                |      ^
        """),
    BadFile(
      whole: """
        name: a: b

        """,
      says: """
        study.yaml:1:8: error: YAML: mapping values are not allowed in this context; put a text \
        that holds `: ` between quotes, and check the indentation
              1 | name: a: b
                |        ^
        """),
    BadFile(
      whole: """
        name: x
        \tsteps: 3

        """,
      says: """
        study.yaml:2:1: error: YAML: found a tab character that violates indentation (while \
        scanning a plain scalar, line 1)
              2 | \tsteps: 3
                | ^
        """),
    BadFile(
      whole: """
        name: 'never closed

        """,
      says: """
        study.yaml:2:1: error: YAML: found unexpected end of stream (while scanning a quoted \
        scalar, line 1)
              2 |\u{20}
                | ^
        """),
    BadFile(
      whole: """
        a: 1
        ---
        b: 2

        """,
      says: """
        study.yaml:2:1: error: YAML: found a second document, wanted one
              2 | ---
                | ^
        """),
    BadFile(
      whole: """
        name: x\u{1}y

        """,
      says: """
        study.yaml:1:8: error: YAML does not allow the character U+0001; remove it
              1 | name: x␁y
                |        ^
        """),
    BadFile(
      whole: """
        name: *nowhere

        """,
      says: """
        study.yaml:1:7: error: YAML: found undefined alias
              1 | name: *nowhere
                |       ^
        """),
    BadFile(
      "seeds: 30",
      """
      seeds: 30
      seeds: 20
      """,
      says: """
        study.yaml:13:1: error: duplicate key `seeds`, first here; keep one of them
             13 | seeds: 30
                | ^~~~~
        """),
    BadFile(
      "seeds: 30",
      """
      seeds: 30
      "seeds": 20
      """,
      says: """
        study.yaml:13:1: error: duplicate key `seeds`, first here; keep one of them
             13 | seeds: 30
                | ^~~~~
        """),
    BadFile(
      whole: """
        a: &a [x,x,x,x,x,x,x,x,x]
        b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]
        c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]
        d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]
        e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]
        f: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]
        g: &g [*f,*f,*f,*f,*f,*f,*f,*f,*f]
        h: &h [*g,*g,*g,*g,*g,*g,*g,*g,*g]
        i: &i [*h,*h,*h,*h,*h,*h,*h,*h,*h]
        j: &j [*i,*i,*i,*i,*i,*i,*i,*i,*i]
        ? *j
        : 1

        """,
      says: """
        study.yaml:1:4: error: the anchors and aliases could stand for more than 10000000 \
        values; write some of them out
              1 | a: &a [x,x,x,x,x,x,x,x,x]
                |    ^
        """),
    BadFile(
      "seeds: 30",
      """
      ? [seeds]
      : 30
      """,
      says: """
        study.yaml:13:3: error: a key of the study: found a list, wanted a text
             13 | ? [seeds]
                |   ^
        """),
    BadFile(
      "seeds: 30", "<<: { seeds: 30 }",
      says: """
        study.yaml:13:1: error: unknown key `<<`; known keys: name, problem, optimizer, arms, \
        seeds, steps, precision
             13 | <<: { seeds: 30 }
                | ^~
        """),
    BadFile(
      "weights:", "fit:",
      says: """
        study.yaml:6:5: error: duplicate key `fit`, first here; keep one of them
              6 |     fit:     { minimize: mean(square(5 - sum(out))) }
                |     ^~~
        """),
    BadFile(
      whole: "name: x\r\nsteps: 3\r\n\r\nsedes: 3\r\n",
      says: """
        study.yaml:4:1: error: unknown key `sedes`; did you mean `seeds`? known keys: name, \
        problem, optimizer, arms, seeds, steps, precision
              4 | sedes: 3
                | ^~~~~
        """),
    BadFile(
      "steps: 10000\n", "steps: 5 # a\u{2028}# b\u{85}\rseed: 3",
      says: """
        study.yaml:17:1: error: unknown key `seed`; did you mean `seeds`? known keys: name, \
        problem, optimizer, arms, seeds, steps, precision
             17 | seed: 3
                | ^~~~
        """),
    BadFile(
      whole: (["- &a [x,x,x,x,x,x,x]"]
        + "bcdefghij".map { "- &\($0)\n  - *z\n  - *z\n  - *z\n  - *z\n  - *z\n  - *z" })
        .joined(separator: "\n"),
      says: """
        study.yaml:1:3: error: the anchors and aliases could stand for more than 10000000 values; \
        write some of them out
              1 | - &a [x,x,x,x,x,x,x]
                |   ^
        """),
  ]
}
