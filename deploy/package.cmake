# What is installed where, and in which Debian package: each component is one package, built by deploy/package.
# A program's component is named after the program (house_program).
set(doc_root ${CMAKE_INSTALL_DATADIR}/doc)
set(unit_folder lib/systemd/system)  # Debian 12's place for units of packages
set(helper_folder lib/pillarbox)
set(deploy ${PROJECT_SOURCE_DIR}/deploy)

# --- pillarbox-data: what every program shows or prints --------------------------------------------------------------
install(DIRECTORY ${CMAKE_BINARY_DIR}/languages DESTINATION ${CMAKE_INSTALL_DATADIR}/pillarbox COMPONENT pillarbox-data)
install(DIRECTORY assets/ DESTINATION ${CMAKE_INSTALL_DATADIR}/pillarbox COMPONENT pillarbox-data)
if(NOT PILLARBOX_PACKAGED)
  return()
endif()

# --- manual pages and the papers of each package --------------------------------------------------------------------
find_program(GZIP gzip REQUIRED)
function(compressed source name folder component)
  set(made ${CMAKE_BINARY_DIR}/compressed/${component}/${name}.gz)
  file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/compressed/${component})
  add_custom_command(OUTPUT ${made} COMMAND ${GZIP} -9nc ${source} > ${made} DEPENDS ${source} VERBATIM)
  string(MAKE_C_IDENTIFIER "compressed_${component}_${name}" target)
  add_custom_target(${target} ALL DEPENDS ${made})
  install(FILES ${made} DESTINATION ${folder} COMPONENT ${component})
endfunction()

compressed(${deploy}/man/pillarbox.1 pillarbox.1 ${CMAKE_INSTALL_MANDIR}/man1 pillarbox)
compressed(${deploy}/man/pillarbox-scanner.1 pillarbox-scanner.1 ${CMAKE_INSTALL_MANDIR}/man1 pillarbox-scanner)
compressed(${deploy}/man/pillarbox-server.1 pillarbox-server.1 ${CMAKE_INSTALL_MANDIR}/man1 pillarbox-server)
compressed(${deploy}/man/pillarbox-kiosk.1 pillarbox-kiosk.1 ${CMAKE_INSTALL_MANDIR}/man1 pillarbox-kiosk)
compressed(${deploy}/man/pillarbox-welcome.1 pillarbox-welcome.1 ${CMAKE_INSTALL_MANDIR}/man1 pillarbox-kiosk)
compressed(${deploy}/man/pillarbox-terminal.8 pillarbox-terminal.8 ${CMAKE_INSTALL_MANDIR}/man8 pillarbox-kiosk)
compressed(${deploy}/man/pillarbox-inbox.1 pillarbox-inbox.1 ${CMAKE_INSTALL_MANDIR}/man1 pillarbox-inbox)
compressed(${deploy}/man/pillarbox-notify.1 pillarbox-notify.1 ${CMAKE_INSTALL_MANDIR}/man1 pillarbox-inbox)

set(CPACK_COMPONENTS_ALL pillarbox-data pillarbox-scanner pillarbox-kiosk pillarbox-inbox pillarbox-server pillarbox)
set(packages pillarbox-data pillarbox-scanner pillarbox-kiosk pillarbox-inbox pillarbox-server pillarbox-cli)
foreach(component package IN ZIP_LISTS CPACK_COMPONENTS_ALL packages)
  compressed(${deploy}/packaging/changelog changelog.Debian ${doc_root}/${package} ${component})
  install(FILES ${deploy}/packaging/copyright DESTINATION ${doc_root}/${package} COMPONENT ${component})
  install(FILES ${deploy}/packaging/lintian/${package} DESTINATION ${CMAKE_INSTALL_DATADIR}/lintian/overrides
          COMPONENT ${component} OPTIONAL)
  string(TOUPPER ${component} key)
  set(CPACK_DEBIAN_${key}_PACKAGE_NAME ${package})
  set(scripts "")
  foreach(script preinst postinst prerm postrm conffiles)
    if(EXISTS ${deploy}/packaging/${package}/${script})
      list(APPEND scripts ${deploy}/packaging/${package}/${script})
    endif()
  endforeach()
  set(CPACK_DEBIAN_${key}_PACKAGE_CONTROL_EXTRA "${scripts}")
endforeach()

# --- pillarbox-kiosk: a terminal --------------------------------------------------------------------------------------
install(PROGRAMS ${deploy}/terminal/session ${deploy}/terminal/firewall ${deploy}/terminal/backup
                 ${deploy}/terminal/backlight ${deploy}/terminal/copy-before-upgrade ${deploy}/terminal/share-folder
        DESTINATION ${helper_folder} COMPONENT pillarbox-kiosk)
install(PROGRAMS ${deploy}/terminal/pillarbox-terminal DESTINATION ${CMAKE_INSTALL_SBINDIR} COMPONENT pillarbox-kiosk)
install(DIRECTORY ${deploy}/terminal/locked DESTINATION ${CMAKE_INSTALL_DATADIR}/pillarbox/terminal
        COMPONENT pillarbox-kiosk)
install(FILES ${deploy}/units/pillarbox-inbox.socket ${deploy}/units/pillarbox-inbox@.service
              ${deploy}/units/pillarbox-kiosk.service ${deploy}/units/pillarbox-firewall.service
              ${deploy}/units/pillarbox-firewall.timer ${deploy}/units/pillarbox-backup.service
              ${deploy}/units/pillarbox-backup.timer
        DESTINATION ${unit_folder} COMPONENT pillarbox-kiosk)
install(FILES ${deploy}/terminal/pillarbox-kiosk.pam DESTINATION /etc/pam.d RENAME pillarbox-kiosk
        COMPONENT pillarbox-kiosk)
install(FILES ${deploy}/terminal/70-pillarbox.rules DESTINATION lib/udev/rules.d COMPONENT pillarbox-kiosk)
install(FILES ${deploy}/etc/terminal.conf DESTINATION /etc/pillarbox COMPONENT pillarbox-kiosk)

# --- pillarbox-inbox: a DSL's own device ------------------------------------------------------------------------------
install(FILES ${deploy}/inbox/pillarbox-inbox.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications
        COMPONENT pillarbox-inbox)
install(FILES ${deploy}/inbox/pillarbox.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps
        COMPONENT pillarbox-inbox)
install(FILES ${deploy}/inbox/pillarbox-notify.desktop DESTINATION /etc/xdg/autostart COMPONENT pillarbox-inbox)
install(PROGRAMS ${deploy}/inbox/open-inbox ${deploy}/inbox/notify DESTINATION ${helper_folder} COMPONENT pillarbox-inbox)

# --- pillarbox-server -------------------------------------------------------------------------------------------------
install(FILES ${deploy}/units/pillarbox-server.service ${deploy}/units/pillarbox-server-backup.service
              ${deploy}/units/pillarbox-server-backup.timer
        DESTINATION ${unit_folder} COMPONENT pillarbox-server)
install(FILES ${deploy}/etc/server.conf DESTINATION /etc/pillarbox COMPONENT pillarbox-server)
install(PROGRAMS ${deploy}/server/copy-before-upgrade ${deploy}/server/backup
        DESTINATION ${helper_folder}/server COMPONENT pillarbox-server)

# --- guides, with the command line ------------------------------------------------------------------------------------
install(DIRECTORY ${deploy}/guides/ DESTINATION ${doc_root}/pillarbox-cli/guides COMPONENT pillarbox)

# --- CPack ------------------------------------------------------------------------------------------------------------
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME pillarbox)
set(CPACK_PACKAGE_VENDOR "The Pillarbox authors")
set(CPACK_PACKAGE_CONTACT "The Pillarbox authors <pillarbox@pillarbox.invalid>")
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_DIRECTORY ${PROJECT_SOURCE_DIR}/build/packages)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CMAKE_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS ${CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS})
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PILLARBOX-DATA_PACKAGE_ARCHITECTURE all)
set(CPACK_DEBIAN_PILLARBOX-DATA_PACKAGE_SHLIBDEPS OFF)
set(same "(= ${PROJECT_VERSION}-1)")

# What is loaded by name at run time, or called by a script, is not found by dpkg-shlibdeps. cage of Debian 12 does not
# start without Xwayland, which nothing of ours uses.
set(screen_depends "pillarbox-data ${same}, pillarbox-scanner ${same}, libgl1-mesa-dri, libegl1, libgles2, hunspell-en-gb")
set(CPACK_DEBIAN_PILLARBOX-KIOSK_PACKAGE_DEPENDS
    "${screen_depends}, pillarbox-inbox ${same}, pillarbox-cli ${same}, adduser, ca-certificates, cage, dbus, espeak-ng-data, kbd, libpam-systemd, nftables, pcscd, libccid, sqlite3, swayidle, systemd, udev, xwayland")
set(CPACK_DEBIAN_PILLARBOX-KIOSK_PACKAGE_RECOMMENDS "unattended-upgrades, systemd-timesyncd | time-daemon")
# What is printed is set in Inter, codes in DejaVu Sans Mono; forms are measured with them.
set(paper_depends "fonts-inter, fonts-dejavu-core, ca-certificates")
set(CPACK_DEBIAN_PILLARBOX-INBOX_PACKAGE_DEPENDS "${screen_depends}, ${paper_depends}")
set(CPACK_DEBIAN_PILLARBOX-INBOX_PACKAGE_RECOMMENDS "pillarbox-cli ${same}, pcscd, tpm-udev, xdg-utils, cups-client")
set(CPACK_DEBIAN_PILLARBOX-SERVER_PACKAGE_DEPENDS "adduser, ca-certificates, procps, sqlite3, systemd")
set(CPACK_DEBIAN_PILLARBOX_PACKAGE_DEPENDS "pillarbox-data ${same}, hunspell-en-gb, ${paper_depends}")
set(CPACK_DEBIAN_PILLARBOX_PACKAGE_RECOMMENDS "pillarbox-scanner ${same}")

set(CPACK_COMPONENT_PILLARBOX-DATA_DESCRIPTION "post box for worries about children: typeface, form, languages
Pillarbox lets anyone in a school post a worry about a child, sealed for the
people who may read it. This package holds what its programs show and print.")
set(CPACK_COMPONENT_PILLARBOX-SCANNER_DESCRIPTION "post box for worries about children: the eyes, in a sandbox
Finds and reads badges and paper forms in pictures for the other programs. It
can open no file and no connection.")
set(CPACK_COMPONENT_PILLARBOX-KIOSK_DESCRIPTION "post box for worries about children: the staffroom terminal
The touchscreen where staff post a concern, with what makes a machine a
terminal: a session without a shell, a firewall, backups and updates. Nothing
is locked until pillarbox-terminal lock is run.")
set(CPACK_COMPONENT_PILLARBOX-INBOX_DESCRIPTION "post box for worries about children: the DSL's inbox
Where the Designated Safeguarding Lead of a school opens, reads and looks
after what was posted, with a key card and a passphrase.")
set(CPACK_COMPONENT_PILLARBOX-SERVER_DESCRIPTION "post box for worries about children: the main server
Keeps what terminals upload and hands it to the devices of those who may read
it. It holds no key that opens anything.")
set(CPACK_COMPONENT_PILLARBOX_DESCRIPTION "post box for worries about children: the command line
Schools, keys, papers, posting, reports and checks for scripts and
technicians, and the guides.")
foreach(component ${CPACK_COMPONENTS_ALL})
  string(TOUPPER ${component} key)
  set(CPACK_DEBIAN_${key}_DESCRIPTION "${CPACK_COMPONENT_${key}_DESCRIPTION}")
endforeach()
include(CPack)
