;;; emacs --batch -l eglot.el -*- lexical-binding: t -*-
;; Uses the server as Emacs does with eglot. Environment: SERVER_COMMAND (a JSON list), SERVER_PID_FILE, SCRIPT (the file
;; to open). Prints a line for each step; ends with code 1 if one of them failed.

(package-initialize)
(require 'cl-lib)
(require 'eglot)
(require 'json)
(require 'sh-script)

(setq eglot-sync-connect 20
      eglot-connect-timeout 20
      eglot-autoshutdown nil
      eglot-autoreconnect nil
      eglot-confirm-server-initiated-edits nil
      make-backup-files nil
      create-lockfiles nil)
(add-to-list 'eglot-server-programs
             (cons 'sh-mode (append (json-read-from-string (getenv "SERVER_COMMAND")) nil)))

(defvar failed 0)

(defun check (step ok &optional more)
  (unless ok (setq failed (1+ failed)))
  (princ (format "%s %s %s\n" (if ok "ok" "FAILED") step (or more ""))))

(defun wait (condition)
  (let ((end (+ (float-time) 20)) found)
    (while (and (not (setq found (funcall condition))) (< (float-time) end))
      (accept-process-output nil 0.02))
    found))

(defun codes ()
  (mapcar (lambda (d) (plist-get (cdr (assoc 'eglot-lsp-diag (eglot--diag-data d))) :code)) (flymake-diagnostics)))

(defun wait-for-codes (expected)
  ;; Emacs tells changes when it is idle, which it never is without a user.
  (eglot--signal-textDocument/didChange)
  (wait (lambda () (flymake-start) (accept-process-output nil 0.02) (equal (codes) expected))))

(defun connect ()
  (apply #'eglot (eglot--guess-contact)))

(condition-case trouble
    (progn
      (find-file (getenv "SCRIPT"))
      (connect)
      (check "open" (eglot-current-server))
      (check "diagnose" (wait-for-codes '("unknown-option")) (codes))

      (goto-char (point-max))
      (insert "m365 spo site ge")
      (let* ((found (eglot-completion-at-point))
             (all (all-completions "ge" (nth 2 found))))
        (check "complete" (cl-some (lambda (word) (string-match-p "\\bget\\b" word)) all) (length all)))
      (delete-region (line-beginning-position) (point-max))

      (goto-char (point-min))
      (search-forward "site")
      (let* ((hover (jsonrpc-request (eglot-current-server) :textDocument/hover (eglot--TextDocumentPositionParams)))
             (text (eglot--hover-info (plist-get hover :contents) (plist-get hover :range))))
        (check "hover" (string-match-p "spo site get" text)))

      (check "diagnose again" (wait-for-codes '("unknown-option")) (codes))
      (goto-char (point-min))
      (search-forward "--ul")
      (let ((actions (jsonrpc-request
                      (eglot-current-server) :textDocument/codeAction
                      (list :textDocument (eglot--TextDocumentIdentifier)
                            :range (list :start (eglot--pos-to-lsp-position) :end (eglot--pos-to-lsp-position))
                            :context (list :diagnostics
                                           (vconcat (mapcar (lambda (d) (cdr (assoc 'eglot-lsp-diag (eglot--diag-data d))))
                                                            (flymake-diagnostics))))))))
        (check "fix" (> (length actions) 0) (plist-get (aref actions 0) :title))
        (eglot--apply-workspace-edit (plist-get (aref actions 0) :edit)))
      (goto-char (point-min))
      (check "change" (looking-at-p "m365 spo site get --url https://contoso\\.sharepoint\\.com$"))
      (check "no more findings" (wait-for-codes nil) (codes))

      ;; The server dies; a new one is started, as the user would.
      (let ((server (eglot-current-server)))
        (signal-process (with-temp-buffer
                          (insert-file-contents (getenv "SERVER_PID_FILE"))
                          (string-to-number (buffer-string)))
                        'SIGKILL)
        (check "crash" (wait (lambda () (not (jsonrpc-running-p server))))))
      (connect)
      (check "restart" (eglot-current-server))
      (goto-char (point-min))
      (delete-region (point) (line-end-position))
      (insert "m365 spo site gte")
      (check "diagnose after restart" (wait-for-codes '("unknown-command")) (codes))

      (let ((server (eglot-current-server)))
        (eglot-shutdown server nil 20)
        (check "close" (wait (lambda () (not (jsonrpc-running-p server)))))))
  (error (check "script" nil trouble)))
(set-buffer-modified-p nil)
(kill-emacs (if (> failed 0) 1 0))
